package pairmill.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import pairmill.queue.Task;
import pairmill.run.Json;

/// A task as the body of a message: JSON in one line.
public final class TaskJson {
  private static final ObjectWriter WRITER =
      Json.MAPPER.writerFor(Task.class).without(SerializationFeature.INDENT_OUTPUT);
  private static final ObjectReader READER =
      Json.MAPPER
          .readerFor(Task.class)
          .with(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private TaskJson() {}

  /// The body.
  public static String body(Task task) {
    try {
      return WRITER.writeValueAsString(task);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + task, e);
    }
  }

  /// What a body says that it is: the word that tells kinds of tasks apart; empty where it says
  /// nothing. The body need not be a task for all that.
  public static String kind(String body) {
    try {
      return Json.MAPPER.readTree(body).path("task").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /// The task, with nothing missing that its kind has.
  ///
  /// @throws IllegalArgumentException when the body is none; its text is not repeated
  public static Task parse(String body) {
    try {
      Task task = READER.readValue(body);
      if (task == null) {
        throw new IllegalArgumentException("no task: null");
      }
      return task;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no task: " + Failures.words(e.getOriginalMessage()), e);
    }
  }
}
