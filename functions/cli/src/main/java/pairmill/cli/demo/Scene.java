package pairmill.cli.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.random.RandomGenerator;

/// What a drawn picture shows. Scenes are painted in units of the picture's height: y runs from 0
/// to 1 downwards, x from 0 to `width`, the aspect ratio.
enum Scene {
  SUNSET(0xf7b267, 0xb23a48) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      disc(g, 0xffe066, width / 2, 0.55, 0.14);
      box(g, 0x22577a, 0, 0.6, width, 0.4);
      for (int i = 0; i < 12; i++) {
        box(
            g,
            0xf7b267,
            width / 2 - 0.1 + random.nextDouble() * 0.15,
            0.62 + i * 0.03,
            0.08,
            0.007);
      }
    }
  },
  SAILBOAT(0xbde0fe, 0x8ecae6) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      clouds(g, width, random);
      box(g, 0x1d5c96, 0, 0.65, width, 0.35);
      polygon(g, 0xffffff, width / 2, 0.2, width / 2, 0.62, width / 2 + 0.25, 0.62);
      polygon(g, 0xe63946, width / 2 - 0.02, 0.28, width / 2 - 0.02, 0.62, width / 2 - 0.18, 0.62);
      polygon(
          g,
          0x6f4518,
          width / 2 - 0.25,
          0.64,
          width / 2 + 0.3,
          0.64,
          width / 2 + 0.2,
          0.74,
          width / 2 - 0.18,
          0.74);
    }
  },
  MOUNTAINS(0x90c8f0, 0xeaf4fc) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      for (double x = -0.2; x < width; x += 0.35) {
        double top = 0.2 + random.nextDouble() * 0.3;
        polygon(g, 0x5c677d, x - 0.2, 0.85, x + 0.2, top, x + 0.6, 0.85);
        polygon(g, 0xffffff, x + 0.11, top + 0.13, x + 0.2, top, x + 0.29, top + 0.13);
      }
      box(g, 0x588157, 0, 0.8, width, 0.2);
    }
  },
  FOREST(0xcfe8cf, 0xf1faee) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      box(g, 0x3a5a40, 0, 0.8, width, 0.2);
      for (double x = 0; x < width; x += 0.13) {
        double top = 0.15 + random.nextDouble() * 0.25;
        box(g, 0x5e3b1c, x + 0.05, 0.7, 0.03, 0.18);
        for (int storey = 0; storey < 3; storey++) {
          double y = top + storey * 0.15;
          polygon(g, shade(0x1b4332, random), x - 0.05, y + 0.22, x + 0.065, y, x + 0.18, y + 0.22);
        }
      }
    }
  },
  AUTUMN_TREE(0xdfe7f0, 0xfdf0d5) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      box(g, 0x8a9a5b, 0, 0.82, width, 0.18);
      box(g, 0x5e3b1c, width / 2 - 0.035, 0.5, 0.07, 0.38);
      for (int i = 0; i < 260; i++) {
        double angle = random.nextDouble() * Math.TAU;
        double away = Math.sqrt(random.nextDouble()) * 0.3;
        disc(
            g,
            shade(i % 3 == 0 ? 0xe9a227 : 0xc1440e, random),
            width / 2 + Math.cos(angle) * away,
            0.36 + Math.sin(angle) * away * 0.9,
            0.03);
      }
    }
  },
  FLOWERS(0xa9d6e5, 0xe9f5db) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      box(g, 0x6a994e, 0, 0.45, width, 0.55);
      for (int i = 0; i < 90; i++) {
        double y = 0.5 + 0.5 * i / 90;
        double size = 0.01 + 0.02 * i / 90;
        double x = random.nextDouble() * width;
        for (int petal = 0; petal < 5; petal++) {
          double angle = petal * Math.TAU / 5;
          disc(
              g,
              shade(0xd62839, random),
              x + Math.cos(angle) * size,
              y + Math.sin(angle) * size,
              size * 0.7);
        }
        disc(g, 0xffd60a, x, y, size * 0.6);
      }
    }
  },
  CITY(0x0b132b, 0x3a506b) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      disc(g, 0xf4f1de, width * 0.8, 0.18, 0.08);
      for (double x = 0; x < width; x += 0.16) {
        double top = 0.25 + random.nextDouble() * 0.4;
        box(g, shade(0x1c2541, random), x, top, 0.15, 1 - top);
        for (double y = top + 0.03; y < 0.97; y += 0.06) {
          for (double column = x + 0.02; column < x + 0.13; column += 0.04) {
            if (random.nextInt(5) > 1) {
              box(g, 0xffe08a, column, y, 0.02, 0.03);
            }
          }
        }
      }
    }
  },
  HOUSE(0xa2d2ff, 0xdff3ff) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      clouds(g, width, random);
      box(g, 0x7cb518, 0, 0.78, width, 0.22);
      double left = width / 2 - 0.28;
      box(g, 0xfaf3dd, left, 0.45, 0.56, 0.4);
      polygon(g, 0xb5382a, left - 0.06, 0.46, width / 2, 0.18, left + 0.62, 0.46);
      box(g, 0x6f4518, width / 2 - 0.05, 0.63, 0.1, 0.22);
      box(g, 0x8ecae6, left + 0.06, 0.53, 0.11, 0.11);
      box(g, 0x8ecae6, left + 0.39, 0.53, 0.11, 0.11);
    }
  },
  LIGHTHOUSE(0x8ecae6, 0xe0fbfc) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      clouds(g, width, random);
      box(g, 0x1d5c96, 0, 0.75, width, 0.25);
      polygon(
          g,
          0x6b705c,
          width / 2 - 0.4,
          0.9,
          width / 2 - 0.2,
          0.72,
          width / 2 + 0.25,
          0.72,
          width / 2 + 0.4,
          0.9);
      for (int band = 0; band < 5; band++) {
        double y = 0.28 + band * 0.09;
        double half = 0.06 + band * 0.008;
        box(g, band % 2 == 0 ? 0xd90429 : 0xffffff, width / 2 - half, y, 2 * half, 0.09);
      }
      box(g, 0xffd60a, width / 2 - 0.045, 0.21, 0.09, 0.07);
      polygon(g, 0x333333, width / 2 - 0.06, 0.21, width / 2, 0.14, width / 2 + 0.06, 0.21);
    }
  },
  BALLOON(0x74c0fc, 0xe7f5ff) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      clouds(g, width, random);
      int[] stripes = {0xe63946, 0xffb703, 0x2a9d8f};
      for (int i = 0; i < 5; i++) {
        double half = 0.25 * (1 - i * 0.2);
        oval(g, stripes[i % 3], width / 2 - half, 0.1, 2 * half, 0.5);
      }
      polygon(
          g,
          0x9c6644,
          width / 2 - 0.06,
          0.7,
          width / 2 + 0.06,
          0.7,
          width / 2 + 0.05,
          0.8,
          width / 2 - 0.05,
          0.8);
      polygon(
          g,
          0xe63946,
          width / 2 - 0.12,
          0.56,
          width / 2 + 0.12,
          0.56,
          width / 2 + 0.05,
          0.66,
          width / 2 - 0.05,
          0.66);
    }
  },
  DESERT(0xffd6a5, 0xfff3d6) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      disc(g, 0xfff75e, width * 0.2, 0.2, 0.1);
      for (int i = 0; i < 4; i++) {
        oval(
            g,
            shade(0xe09f3e, random),
            random.nextDouble() * width - 0.6,
            0.55 + i * 0.1,
            width,
            0.6);
      }
      box(g, 0x386641, width * 0.7, 0.4, 0.06, 0.4);
      box(g, 0x386641, width * 0.7 - 0.12, 0.5, 0.04, 0.14);
      box(g, 0x386641, width * 0.7 - 0.12, 0.6, 0.14, 0.04);
    }
  },
  FISH(0x0077b6, 0x023e8a) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      int[] colors = {0xff9f1c, 0xffd60a, 0xef476f};
      for (int i = 0; i < 7; i++) {
        double x = 0.1 + random.nextDouble() * (width - 0.4);
        double y = 0.05 + i * 0.13;
        oval(g, colors[i % 3], x, y, 0.24, 0.11);
        polygon(g, colors[i % 3], x + 0.21, y + 0.055, x + 0.31, y, x + 0.31, y + 0.11);
        disc(g, 0x111111, x + 0.05, y + 0.045, 0.012);
      }
    }
  },
  FRUIT(0xf8edeb, 0xfcd5ce) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      box(g, 0x9c6644, 0, 0.72, width, 0.28);
      int[] colors = {0xc1121f, 0x7cb518, 0xff8500};
      for (int i = 0; i < 5; i++) {
        double x = width / 2 + (i - 2) * 0.2;
        double y = 0.62 - (i % 2) * 0.1;
        disc(g, colors[i % 3], x, y, 0.12);
        box(g, 0x5e3b1c, x - 0.006, y - 0.17, 0.012, 0.07);
      }
    }
  },
  SNOWMAN(0xcaf0f8, 0xffffff) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      box(g, 0xf1f5f9, 0, 0.75, width, 0.25);
      double[] sizes = {0.2, 0.14, 0.1};
      double[] heights = {0.7, 0.42, 0.23};
      for (int i = 0; i < 3; i++) {
        disc(g, 0x9fb3c8, width / 2, heights[i], sizes[i] + 0.008);
        disc(g, 0xffffff, width / 2, heights[i], sizes[i]);
      }
      box(g, 0x222222, width / 2 - 0.08, 0.02, 0.16, 0.13);
      polygon(g, 0xff8500, width / 2, 0.22, width / 2, 0.25, width / 2 + 0.13, 0.24);
      for (int i = 0; i < 70; i++) {
        disc(g, 0xffffff, random.nextDouble() * width, random.nextDouble(), 0.008);
      }
    }
  },
  PLANETS(0x03071e, 0x10002b) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      for (int i = 0; i < 160; i++) {
        disc(g, 0xf8f9fa, random.nextDouble() * width, random.nextDouble(), 0.003);
      }
      disc(g, 0xe9c46a, width * 0.4, 0.5, 0.22);
      oval(g, 0xd4a373, width * 0.4 - 0.36, 0.46, 0.72, 0.07);
      disc(g, 0x4895ef, width * 0.8, 0.25, 0.08);
    }
  },
  RINGS(0xffffff, 0xe5e5e5) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      int[] colors = {0x264653, 0x2a9d8f, 0xe9c46a, 0xf4a261, 0xe76f51};
      for (int i = 0; i < 10; i++) {
        disc(g, colors[i % 5], width / 2, 0.5, 0.48 - i * 0.047);
      }
    }
  },
  CHESSBOARD(0xeeeeee, 0xdddddd) {
    @Override
    void paint(Graphics2D g, double width, RandomGenerator random) {
      for (int row = 0; row < 8; row++) {
        for (int column = 0; column < 8; column++) {
          int color = (row + column) % 2 == 0 ? 0xf0d9b5 : 0x8b5a2b;
          box(g, color, width / 2 - 0.48 + column * 0.12, 0.02 + row * 0.12, 0.12, 0.12);
        }
      }
    }
  };

  private final Color top;
  private final Color bottom;

  Scene(int top, int bottom) {
    this.top = new Color(top);
    this.bottom = new Color(bottom);
  }

  /// Colour of the sky at the upper edge.
  Color top() {
    return top;
  }

  /// Colour of the sky at the lower edge.
  Color bottom() {
    return bottom;
  }

  /// Paints what stands before the sky.
  abstract void paint(Graphics2D g, double width, RandomGenerator random);

  private static void clouds(Graphics2D g, double width, RandomGenerator random) {
    for (int i = 0; i < 4; i++) {
      double x = random.nextDouble() * width;
      double y = 0.06 + random.nextDouble() * 0.2;
      oval(g, 0xffffff, x, y, 0.3, 0.08);
      disc(g, 0xffffff, x + 0.12, y, 0.06);
    }
  }

  private static int shade(int color, RandomGenerator random) {
    double light = 0.8 + random.nextDouble() * 0.2;
    return ((int) ((color >> 16 & 0xff) * light) << 16)
        | ((int) ((color >> 8 & 0xff) * light) << 8)
        | (int) ((color & 0xff) * light);
  }

  private static void box(
      Graphics2D g, int color, double x, double y, double width, double height) {
    g.setColor(new Color(color));
    g.fill(new Rectangle2D.Double(x, y, width, height));
  }

  private static void oval(
      Graphics2D g, int color, double x, double y, double width, double height) {
    g.setColor(new Color(color));
    g.fill(new Ellipse2D.Double(x, y, width, height));
  }

  private static void disc(Graphics2D g, int color, double x, double y, double radius) {
    oval(g, color, x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private static void polygon(Graphics2D g, int color, double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    g.setColor(new Color(color));
    g.fill(path);
  }
}
