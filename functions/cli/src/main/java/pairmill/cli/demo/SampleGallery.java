package pairmill.cli.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// The well-behaved part of the sample: pages with pictures and natural captions.
final class SampleGallery {
  /// A page begins with its address, language and title; its pictures follow: name, size, scene,
  /// caption.
  private static final String TABLE =
      """
      https://harbour.example.com/evening/ en Evening at the harbour
        sunset.jpg 480x320 SUNSET An orange sun sinks into a calm sea
        boat.jpg 520x340 SAILBOAT A sailing boat with a white and a red sail on blue water
        lighthouse.jpg 360x480 LIGHTHOUSE Red and white lighthouse on a rocky shore
      https://harbour.example.com/boats/ en Boats
        red-sail.jpg 1600x1000 SAILBOAT Small wooden boat under full sail on a sunny day
        horizon.jpg 640x360 SUNSET Last light of the day over the horizon
      https://www.example.org/parks/ en Parks and gardens
        poppies.jpg 480x360 FLOWERS A meadow full of red poppies in early summer
        maple.jpg 400x400 AUTUMN_TREE A single tree with orange autumn leaves
        pines.jpg 510x340 FOREST Dark green fir trees in the morning mist
      https://www.example.org/city/ en The city after dark
        skyline.jpg 600x300 CITY City skyline at night with a full moon and lit windows
        tower.png 320x420 CITY Office towers with yellow windows, cut out of the sky
      https://space.example.net/planets/ en Planets
        saturn.jpg 500x400 PLANETS A yellow planet with a ring and a small blue moon among the stars
        rings.png 300x300 RINGS Concentric rings in five colours
      https://kitchen.example.net/fruit/ en Fruit
        apples.jpg 450x300 FRUIT Red, green and orange fruit on a wooden table
        bowl.jpg 420x320 FRUIT Five pieces of fruit side by side
      https://play.example.com/games/ en Games
        chess.png 400x400 CHESSBOARD Empty wooden chessboard seen from above
        target.jpg 380x380 RINGS A target made of coloured rings
      https://reise.example/meer/ de Am Meer
        abend.jpg 490x330 SUNSET Sonnenuntergang über dem ruhigen Meer
        segelboot.jpg 530x350 SAILBOAT Ein Segelboot mit weißem Segel vor blauem Himmel
      https://reise.example/berge/ de In den Bergen
        gipfel.jpg 560x350 MOUNTAINS Schneebedeckte Gipfel hinter einer grünen Wiese
        wald.jpg 450x340 FOREST Tannenwald am frühen Morgen im Nebel
        haus.jpg 470x350 HOUSE Ein kleines Haus mit rotem Dach im Grünen
      https://reise.example/winter/ de Winter
        schneemann.jpg 340x450 SNOWMAN Ein Schneemann mit schwarzem Hut und Karottennase
      https://voyage.example/sud/ fr Le sud
        ballon.jpg 380x500 BALLOON Une montgolfière rayée flotte dans le ciel bleu
        phare.jpg 350x470 LIGHTHOUSE Un phare rouge et blanc au bord de la mer
        champ.jpg 460x340 FLOWERS Un champ de coquelicots rouges au printemps
      https://voyage.example/ville/ fr La ville
        nuit.jpg 590x310 CITY Les immeubles de la ville illuminés pendant la nuit
        maison.jpg 480x360 HOUSE Une petite maison blanche au toit rouge
      https://viaje.example/desierto/ es El desierto
        dunas.jpg 540x360 DESERT Dunas de arena y un cactus verde bajo el sol
        globo.jpg 390x490 BALLOON Un globo aerostático de colores entre las nubes
      https://viaje.example/mar/ es El mar
        peces.jpg 520x330 FISH Peces de colores nadando en el agua azul
        velero.jpg 1200x800 SAILBOAT Un velero navega cerca de la costa en verano
      https://viaggio.example/montagna/ it In montagna
        vette.jpg 550x340 MOUNTAINS Le cime innevate sopra i prati verdi della valle
        albero.jpg 410x410 AUTUMN_TREE Un albero con le foglie arancioni in autunno
      https://viaggio.example/cucina/ it In cucina
        frutta.jpg 440x310 FRUIT Frutta fresca sul tavolo di legno della cucina
      https://ru.travel.example.org/gory/ ru Горы
        gory.jpg 545x345 MOUNTAINS Заснеженные вершины гор над зелёной долиной
        les.jpg 455x335 FOREST Еловый лес ранним утром в тумане
        dom.jpg 475x345 HOUSE Маленький дом с красной крышей на лугу
      https://ja.travel.example.org/fuyu/ ja 冬の景色
        yukidaruma.jpg 345x445 SNOWMAN 黒い帽子をかぶった雪だるま
        yama.jpg 555x355 MOUNTAINS 雪をかぶった山々と緑の草原
      https://ja.travel.example.org/umi/ ja 海
        sakana.jpg 515x335 FISH 青い海を泳ぐ色とりどりの魚たち
        toudai.jpg 355x465 LIGHTHOUSE 岬に立つ赤と白の灯台
      https://zh.travel.example.org/chengshi/ zh 城市
        yejing.jpg 595x305 CITY 满月下的城市夜景和明亮的窗户
        reqiqiu.jpg 385x495 BALLOON 彩色热气球在蓝天白云间飞行
      https://zh.travel.example.org/ziran/ zh 自然
        rihuo.jpg 485x325 SUNSET 夕阳慢慢落入平静的大海
        hua.jpg 465x345 FLOWERS 初夏时节开满红色花朵的草地
      https://ar.travel.example.org/sahra/ ar الصحراء
        sahra.jpg 535x355 DESERT كثبان رملية ونبتة صبار خضراء تحت الشمس
        ghurub.jpg 495x325 SUNSET غروب الشمس فوق البحر الهادئ
      https://he.travel.example.org/yam/ he הים
        sira.jpg 525x345 SAILBOAT סירת מפרש לבנה על מים כחולים
        migdalor.jpg 355x475 LIGHTHOUSE מגדלור אדום ולבן על חוף סלעי
      https://hi.travel.example.org/prakriti/ hi प्रकृति
        phool.jpg 465x355 FLOWERS हरे मैदान में खिले हुए लाल फूल
        pahad.jpg 565x345 MOUNTAINS हरी घाटी के ऊपर बर्फ से ढके पहाड़
      https://ko.travel.example.org/gaeul/ ko 가을
        namu.jpg 405x405 AUTUMN_TREE 주황색 단풍이 든 나무 한 그루
        jip.jpg 485x355 HOUSE 빨간 지붕이 있는 작은 하얀 집
      https://pt.travel.example.org/praia/ pt Praia
        veleiro.jpg 535x345 SAILBOAT Um barco à vela no mar azul durante o verão
        peixes.jpg 525x325 FISH Peixes coloridos nadam juntos no fundo do mar
      https://pl.travel.example.org/zima/ pl Zima
        balwan.jpg 335x455 SNOWMAN Bałwan w czarnym kapeluszu stoi na śniegu
        las.jpg 445x345 FOREST Gęsty las świerkowy we mgle o poranku
      https://nl.travel.example.org/lucht/ nl In de lucht
        ballon.jpg 375x505 BALLOON Een gestreepte luchtballon zweeft boven het land
        planeet.jpg 505x395 PLANETS Een gele planeet met een ring tussen de sterren
      https://el.travel.example.org/thalassa/ el Θάλασσα
        faros.jpg 345x475 LIGHTHOUSE Ένας κόκκινος και λευκός φάρος δίπλα στη θάλασσα
      """;

  /// A page and its pictures.
  ///
  /// @param language ISO 639-1
  record GalleryPage(String url, String language, String title, List<CaptionedPicture> pictures) {
    String html() {
      StringBuilder html = new StringBuilder();
      html.append("<!doctype html>\n<html lang=\"%s\">\n".formatted(language));
      html.append("<meta charset=\"utf-8\">\n<title>%s</title>\n".formatted(title));
      html.append("<h1>%s</h1>\n".formatted(title));
      for (CaptionedPicture picture : pictures) {
        html.append(
            "<figure><img src=\"%s\" alt=\"%s\"></figure>\n"
                .formatted(picture.name(), picture.caption()));
      }
      return html.append("</html>\n").toString();
    }

    String pictureUrl(CaptionedPicture picture) {
      return URI.create(url).resolve(picture.name()).toString();
    }
  }

  /// A picture under its caption.
  ///
  /// @param name last part of its address
  record CaptionedPicture(String name, String caption, DrawnPicture picture) {}

  private SampleGallery() {}

  static List<GalleryPage> pages() {
    List<GalleryPage> pages = new ArrayList<>();
    List<CaptionedPicture> pictures = new ArrayList<>();
    for (String line : TABLE.lines().toList()) {
      if (line.startsWith("  ")) {
        pictures.add(picture(line.strip().split(" ", 4)));
      } else {
        String[] cells = line.split(" ", 3);
        pictures = new ArrayList<>();
        pages.add(new GalleryPage(cells[0], cells[1], cells[2], pictures));
      }
    }
    return pages;
  }

  private static CaptionedPicture picture(String[] cells) {
    int cross = cells[1].indexOf('x');
    return new CaptionedPicture(
        cells[0],
        cells[3],
        new DrawnPicture(
            Scene.valueOf(cells[2]),
            Integer.parseInt(cells[1].substring(0, cross)),
            Integer.parseInt(cells[1].substring(cross + 1)),
            cells[0].endsWith(".png")));
  }
}
