package pairmill.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import pairmill.store.Draft;

/// A store before an S3 that refuses, breaks off and contradicts itself.
class S3FaultsTest {
  private static final byte[] BODY = "0123456789".getBytes(UTF_8);
  private static final Answer SLOW = Answer.error(503, "SlowDown");

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set by open()
  private Scripted s3;

  @SuppressWarnings("NullAway.Init") // set by open()
  private S3Store store;

  @BeforeEach
  void open() throws IOException {
    s3 = new Scripted();
    S3Requests requests = new S3Requests();
    store =
        new S3Store(
            s3.aws().s3(Scripted.IMPATIENT, requests),
            requests,
            new S3Address("bucket", "p"),
            100,
            folder);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    s3.close();
  }

  private static Answer object(byte[] bytes) {
    return Answer.of(200, bytes).with("ETag", "\"v1\"");
  }

  private static String message(Executable work) {
    IOException e = assertThrows(IOException.class, work);
    assertEquals(IOException.class, e.getClass());
    return String.valueOf(e.getMessage());
  }

  private void publish(int size) throws IOException {
    try (Draft draft = store.create("a")) {
      Files.write(draft.path(), new byte[size]);
      draft.publish();
    }
  }

  @Test
  void whatIsRefusedForTheMomentIsAskedAgain() throws IOException {
    s3.answerInTurn(SLOW, Answer.error(500, "InternalError"), Answer.empty(503), object(BODY));
    assertArrayEquals(BODY, store.read("a"));
    assertEquals(4, s3.asked().size());
  }

  @Test
  void thePatientClientAsksAgainToo() throws IOException {
    s3.answerInTurn(SLOW, object(BODY));
    try (S3Store patient = S3Store.open(s3.aws(), new S3Address("bucket", ""), folder)) {
      assertArrayEquals(BODY, patient.read("a"));
    }
    assertEquals(2, s3.asked().size());
  }

  @Test
  void whatGoesOnBeingRefusedIsASentenceWithBucketAndKey() {
    s3.answerInTurn(SLOW);
    assertEquals(
        "[s3://bucket/p/a b] cannot be read: asked to slow down each of 6 times (SlowDown HTTP 503)",
        message(() -> store.read("a b")));
    assertEquals(Aws.ATTEMPTS, s3.asked().size());
    assertEquals(
        "[s3://bucket/p/a] cannot be written: asked to slow down each of 6 times (SlowDown HTTP 503)",
        message(() -> publish(10)));
    assertEquals(
        "[s3://bucket/p/x] cannot be listed: asked to slow down each of 6 times (SlowDown HTTP 503)",
        message(() -> store.list("x")));
  }

  @Test
  void deniedIsNeitherMissingNorAskedAgain() {
    s3.answerInTurn(Answer.error(403, "AccessDenied"));
    List<Executable> all =
        List.of(
            () -> store.open("a"),
            () -> store.local("a"),
            () -> store.put("a", BODY),
            () -> store.commit("a", BODY),
            () -> store.exists("a"),
            () -> store.list(""),
            () -> store.delete("a"),
            () -> publish(10),
            () -> publish(1000));
    for (Executable one : all) {
      String message = message(one);
      assertTrue(message.startsWith("[s3://bucket/p/"), message);
      assertTrue(message.contains(": access denied ("), message);
      assertTrue(message.contains("HTTP 403"), message);
    }
    assertEquals(all.size(), s3.asked().size());
  }

  @Test
  void theRegionOfABucketElsewhereIsNamed() {
    s3.answerInTurn(
        Answer.error(301, "PermanentRedirect").with("x-amz-bucket-region", "eu-north-1"));
    assertEquals(
        "[s3://bucket/p/a] cannot be read: the bucket is in region eu-north-1"
            + " (PermanentRedirect HTTP 301)",
        message(() -> store.open("a")));
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    s3.answerInTurn(Answer.error(404, "NoSuchKey"));
    NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> store.open("a"));
    assertEquals("s3://bucket/p/a", e.getMessage());
    s3.answerInTurn(Answer.empty(404));
    assertFalse(store.exists("a"));
  }

  @Test
  void nobodyThereIsASentence() {
    s3.close();
    String message = message(() -> store.open("a"));
    assertTrue(message.startsWith("[s3://bucket/p/a] cannot be read: "), message);
    assertTrue(message.lines().count() == 1, message);
  }

  @Test
  void aCommitIsConditional() throws IOException {
    s3.answerInTurn(Answer.empty(200), Answer.error(412, "PreconditionFailed"));
    assertTrue(store.commit("a", BODY));
    assertFalse(store.commit("a", BODY));
    for (Asked asked : s3.asked()) {
      assertEquals("PUT", asked.method());
      assertEquals("*", asked.header("If-None-Match"));
    }
    assertEquals(2, s3.asked().size());
  }

  @Test
  void aCommitThatMetAnotherIsSentAgain() throws IOException {
    Answer conflict = Answer.error(409, "ConditionalRequestConflict");
    s3.answerInTurn(conflict, conflict, Answer.empty(200));
    assertTrue(store.commit("a", BODY));
    assertEquals(3, s3.asked().size());
    s3.answer(request -> conflict);
    assertTrue(message(() -> store.commit("a", BODY)).contains("ConditionalRequestConflict"));
    assertEquals(3 + Aws.ATTEMPTS, s3.asked().size());
  }

  @Test
  void aCommitWhoseAnswerWasLostIsStillOurs() throws IOException {
    Answer lost = Answer.error(500, "InternalError");
    Answer there = Answer.error(412, "PreconditionFailed");
    s3.answerInTurn(lost, there, object(BODY));
    assertTrue(store.commit("a", BODY));
    assertEquals(List.of("PUT", "PUT", "GET"), s3.methods());
    s3.answer(request ->
        switch (s3.asked().size()) {
          case 4 -> lost;
          case 5 -> there;
          default -> object(new byte[3]);
        });
    assertFalse(store.commit("a", BODY));
    assertEquals(List.of("PUT", "PUT", "GET"), s3.methods().subList(3, 6));
  }

  @Test
  void whereTheConnectionBreaksOffTheRestIsAskedFor() throws IOException {
    Answer rest = Answer.of(206, "456789".getBytes(UTF_8)).with("ETag", "\"v1\"");
    s3.answerInTurn(object(BODY).cutTo(4), rest.with("Content-Range", "bytes 4-9/10"));
    assertArrayEquals(BODY, store.read("a"));
    Asked second = s3.asked().get(1);
    assertEquals("bytes=4-", second.header("Range"));
    assertEquals("\"v1\"", second.header("If-Match"));
  }

  @Test
  void aFileOnThisMachineIsWholeOrNotThere() throws IOException {
    Answer byByte = object(BODY).cutTo(1);
    s3.answer(request -> {
      String range = request.header("Range").replaceAll("[^0-9]", "");
      int from = range.isEmpty() ? 0 : Integer.parseInt(range);
      Answer rest = object(Arrays.copyOfRange(BODY, from, BODY.length)).cutTo(1);
      return from == 0
          ? byByte
          : new Answer(206, rest.headers(), rest.body(), rest.promised())
              .with("Content-Range", "bytes " + from + "-9/10");
    });
    try (var file = store.local("a")) {
      assertArrayEquals(BODY, Files.readAllBytes(file.path()));
    }
    s3.answerInTurn(object(BODY).cutTo(0));
    message(() -> store.local("a"));
    store.close();
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void anEndThatIsNoneIsNeverTakenForOne() {
    s3.answer(request -> object(BODY).cutTo(0));
    String message = message(() -> store.read("a"));
    assertEquals("[s3://bucket/p/a@0] the connection broke off 5 times, of 10 bytes", message);
    assertEquals(1 + S3Reading.BREAKS, s3.asked().size());
  }

  @Test
  void anObjectThatIsReplacedWhileItIsReadIsNotMixed() {
    s3.answerInTurn(object(BODY).cutTo(4), Answer.error(412, "PreconditionFailed"));
    assertEquals(
        "[s3://bucket/p/a@4] the object was replaced while it was read",
        message(() -> store.read("a")));
  }

  @Test
  void aRangeThatWasNotAskedForIsRefused() {
    Answer part = Answer.of(206, BODY);
    for (String range :
        List.of(
            "", "bytes 0-9/20", "bytes 10-19/5", "bytes 10-19/*", "bytes 10-" + "9".repeat(30))) {
      s3.answerInTurn(range.isEmpty() ? object(BODY) : part.with("Content-Range", range));
      assertTrue(message(() -> store.open("a", 10)).contains("not what was asked for"), range);
    }
    s3.answerInTurn(Answer.empty(206).with("Content-Range", "bytes 10-10/20"));
    assertTrue(message(() -> store.open("a", 10)).contains("not what was asked for"));
  }

  @Test
  void aReaderOfOneRecordAsksForLittle() throws IOException {
    byte[] piece = new byte[(int) S3Reading.FIRST_WINDOW];
    long end = 5 + S3Reading.FIRST_WINDOW - 1;
    s3.answerInTurn(Answer.of(206, piece).with("Content-Range", "bytes 5-" + end + "/1000000000"));
    try (InputStream in = store.open("a", 5)) {
      assertEquals(1000, in.readNBytes(1000).length);
    }
    assertEquals("bytes=5-" + end, s3.asked().getFirst().header("Range"));
    assertEquals(1, s3.asked().size());
  }

  @Test
  void bytesThatDoNotMatchTheirChecksumAreRefused() {
    s3.answerInTurn(object(BODY).with("x-amz-checksum-crc32", "AAAAAA=="));
    assertTrue(message(() -> store.read("a")).contains("checksum"));
    assertEquals("ENABLED", s3.asked().getFirst().header("x-amz-checksum-mode"));
    assertTrue(message(() -> store.local("a")).contains("checksum"));
  }

  @Test
  void aChecksumThatWeCannotComputeIsNoHindrance() throws IOException {
    s3.answerInTurn(object(BODY).with("x-amz-checksum-crc64nvme", "AAAAAAAAAAA="));
    assertArrayEquals(BODY, store.read("a"));
  }

  private static Answer multipart(Asked request, int partStatus, int completeStatus) {
    return switch (request.method()) {
      case "POST" ->
          request.target().endsWith("?uploads")
              ? Answer.xml(
                  "<InitiateMultipartUploadResult><UploadId>u1</UploadId>"
                      + "</InitiateMultipartUploadResult>")
              : completeStatus == 200
                  ? Answer.xml(
                      "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>")
                  : Answer.error(completeStatus, "InternalError");
      case "PUT" ->
          partStatus == 200
              ? Answer.empty(200).with("ETag", "\"part\"")
              : Answer.error(partStatus, "InternalError");
      default -> Answer.empty(204);
    };
  }

  @Test
  void anUploadInPartsIsTaggedAsAWhole() throws IOException {
    s3.answer(request -> multipart(request, 200, 200));
    try (Draft draft = store.create("samples/00000.tar")) {
      Files.write(draft.path(), new byte[250]);
      draft.publish();
    }
    assertEquals("content=pictures", s3.asked().getFirst().header("x-amz-tagging"));
  }

  @Test
  void aLargeFileGoesInPartsThatAreEachSentAgain() throws IOException {
    s3.answer(request -> s3.asked().size() == 3 ? SLOW : multipart(request, 200, 200));
    publish(250);
    assertEquals(List.of("POST", "PUT", "PUT", "PUT", "PUT", "POST"), s3.methods());
    assertEquals(
        List.of("100", "100", "100", "50"),
        s3.asked().subList(1, 5).stream()
            .map(part -> part.header("x-amz-decoded-content-length"))
            .toList());
    String list = s3.asked().getLast().text();
    assertTrue(list.contains("<PartNumber>3</PartNumber>"), list);
    assertTrue(s3.asked().getLast().target().endsWith("/p/a?uploadId=u1"));
  }

  @Test
  void anUploadWhosePartFailsIsGivenUp() {
    s3.answer(request -> multipart(request, 500, 200));
    assertTrue(message(() -> publish(250)).contains("cannot be written"));
    assertEquals(1 + Aws.ATTEMPTS + 1, s3.asked().size());
    assertEquals("DELETE", s3.methods().getLast());
    assertTrue(s3.asked().getLast().target().endsWith("/p/a?uploadId=u1"));
  }

  @Test
  void anUploadThatCannotBeCompletedIsGivenUp() {
    s3.answer(request -> multipart(request, 200, 500));
    message(() -> publish(250));
    assertEquals("DELETE", s3.methods().getLast());
    assertEquals(1, Collections.frequency(s3.methods(), "DELETE"));
  }

  @Test
  void aCompletionThatFailsBehindStatus200IsAFailure() {
    s3.answer(request ->
        request.target().endsWith("?uploadId=u1") && request.method().equals("POST")
            ? Answer.xml("<Error><Code>InternalError</Code><Message>late</Message></Error>")
            : multipart(request, 200, 200));
    message(() -> publish(250));
    assertEquals("DELETE", s3.methods().getLast());
  }

  @Test
  void keysAreEncodedForTheWire() throws IOException {
    s3.answerInTurn(Answer.empty(200));
    store.put("a b+c%20/é?#&", BODY);
    assertEquals("/bucket/p/a%20b%2Bc%2520/%C3%A9%3F%23%26", s3.asked().getFirst().target());
  }

  @Test
  void allPagesOfAListAreRead() throws IOException {
    s3.answer(request ->
        request.target().contains("continuation-token=next")
            ? page("", "p/%01%0A", "p/a%2Fb+c%2Bd", "p/%C3%A9")
            : page("<NextContinuationToken>next</NextContinuationToken>", "p/folder%2F", "p/z"));
    assertEquals(List.of("\u0001\n", "a/b c+d", "z", "é"), store.list(""));
    assertEquals(2, s3.asked().size());
    assertTrue(s3.asked().getFirst().target().contains("encoding-type=url"));
  }

  private static Answer page(String next, String... keys) {
    StringBuilder xml = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType>");
    xml.append("<IsTruncated>").append(!next.isEmpty()).append("</IsTruncated>").append(next);
    for (String key : keys) {
      xml.append("<Contents><Key>").append(key).append("</Key></Contents>");
    }
    return Answer.xml(xml.append("</ListBucketResult>").toString());
  }

  @Test
  void aStoreReadsSignedOrUnsigned() throws IOException {
    s3.answerInTurn(object(BODY));
    store.read("a");
    S3Address others = S3Address.parse("s3://commoncrawl");
    try (S3Store unsigned = S3Store.open(s3.aws().unsigned(), others, folder)) {
      unsigned.read("crawl-data/a");
    }
    assertTrue(s3.asked().getFirst().header("Authorization").contains("/us-east-1/s3/"));
    assertEquals("", s3.asked().getLast().header("Authorization"));
    assertEquals("/commoncrawl/crawl-data/a", s3.asked().getLast().target());
  }

  @Test
  void anInterruptIsToldAndKept() {
    s3.answerInTurn(object(BODY));
    Thread.currentThread().interrupt();
    IOException e = assertThrows(IOException.class, () -> store.read("a"));
    assertInstanceOf(InterruptedIOException.class, e);
    assertTrue(Thread.interrupted());
  }
}
