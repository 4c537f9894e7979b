package pairmill.cli;

import static java.lang.reflect.Modifier.isPublic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pairmill.aws.Deployment;
import pairmill.aws.Queues;
import pairmill.aws.ShardLog;
import pairmill.cost.Cost;
import pairmill.pair.Reason;
import pairmill.pair.StageName;
import pairmill.queue.Task;
import pairmill.run.Incoming;
import pairmill.run.Json;
import pairmill.run.RunKeys;
import pairmill.shard.ShardStats;
import pairmill.stage.Runs;
import pairmill.stage.Unfinished;

/// What Terraform calls by name is called so in the code, and the other way round. Both are read as
/// text, so a JDK is enough.
///
/// What Terraform alone can get wrong is held by `infra/tests`: among it that messages are hidden
/// for six times as long as a function may work, and that each queue has a dead-letter queue of its
/// kind, whose name no code knows. Which role reads and writes what is held by `localstack/e2e`,
/// which compares the calls of whole runs with the permissions. The command line reads no output of
/// Terraform, but what Terraform writes into the bucket.
final class InfraContractTest {
  private static final SourceText MAIN = SourceText.of("infra/main.tf");
  private static final SourceText LOCALS = MAIN.block("locals");
  private static final SourceText DASHBOARD = SourceText.of("infra/modules/dashboard/main.tf");
  private static final Set<String> FUNCTIONS = LOCALS.block("functions =").keys();
  private static final SourceText PERMISSIONS = SourceText.of("infra/permissions.tf");
  private static final String SCORER = "scorer";
  private static final String VARIABLE = "([A-Z][A-Z_]+) =";

  /// Lambda itself sets these, and takes them from nobody else.
  ///
  /// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">the
  ///   list</a>
  private static final Set<String> FROM_LAMBDA =
      Set.of("AWS_REGION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "LAMBDA_TASK_ROOT", "_HANDLER");

  /// What the AWS SDK reads by itself.
  private static final Set<String> FOR_THE_SDK = Set.of("AWS_SDK_UA_APP_ID");

  // --- functions ---

  @Test
  void everyDoorOfAwsIsDeployedUnderItsName() {
    Set<String> doors = SourceText.of("pom.xml").all("<module>functions/(\\w+)</module>");
    doors.remove("cli");
    Set<String> modules = MAIN.all("module \"(scorer|explorer)\"");
    assertSame("infra/main.tf", with(FUNCTIONS, modules), "pom.xml", doors);
    assertSame("infra/permissions.tf", PERMISSIONS.block("permissions =").keys(), "pom.xml", doors);
  }

  @Test
  void everyFunctionIsMadeIntoAZip() {
    Set<String> zips = SourceText.of("functions/package").block("functions=").all("(\\w+)");
    assertSame("infra/main.tf", FUNCTIONS, "functions/package", zips);
    Set<String> sought = SourceText.of("infra/variables.tf").block("for f in").all("\"(\\w+)\"");
    assertSame("infra/variables.tf", sought, "functions/package", zips);
  }

  // Without QUARKUS_FUNQY_EXPORT, Funqy's handler calls the one method there is.
  @Test
  void everyFunctionHasOneMethodOfItsNameForTheHandler() {
    SourceText module = SourceText.of("infra/modules/function/main.tf");
    Set<String> handler = Set.of("io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest");
    assertSame(module.place(), module.all("handler = \"(.*)\""), "Quarkus", handler);
    for (String function : FUNCTIONS) {
      String folder = "functions/" + function;
      SourceText.of(folder + "/pom.xml").all("(quarkus-funqy-amazon-lambda)"); // has that handler
      Set<String> methods = new TreeSet<>();
      for (SourceText file : SourceText.below(folder + "/src/main", ".java")) {
        if (file.has("@Funq\\b")) {
          methods.addAll(file.all("@Funq\\s+public \\S+ (\\w+)\\("));
        }
      }
      assertSame("infra/main.tf", Set.of(function), folder, methods);
    }
  }

  // --- environment ---

  @ParameterizedTest
  @ValueSource(strings = {"extract", "dataset", "download", SCORER})
  void theEnvironmentIsWhatTheDoorReads(String door) {
    DoorVariables read = DoorVariables.of(door);
    Set<String> platform = door.equals(SCORER) ? Set.of() : FROM_LAMBDA;
    Set<String> given = given(door);
    List<String> wrong = new ArrayList<>();
    for (String name : without(given, without(with(read.all(), FOR_THE_SDK), platform))) {
      wrong.add("infra/main.tf gives %s to %s, which does not take it".formatted(name, door));
    }
    for (String name : without(read.needed(), with(given, platform))) {
      wrong.add("functions/%s needs %s, which infra/main.tf does not give".formatted(door, name));
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void noVariableIsGivenWhereTheseTestsDoNotLook() {
    Set<String> given = given(SCORER);
    FUNCTIONS.forEach(function -> given.addAll(given(function)));
    for (SourceText file : SourceText.below("infra", ".tf")) {
      if (file.has("PAIRMILL_")) {
        Set<String> here = file.all("(PAIRMILL_\\w*[A-Z])(?!\\w)");
        assertEquals(Set.of(), without(here, given), file.place() + " names what no door is given");
      }
    }
    for (String module : List.of("function", SCORER)) {
      SourceText file = SourceText.of("infra/modules/" + module + "/main.tf");
      file.all("(variables = var.environment\\n|, value in var.environment : \\{)"); // and no more
    }
  }

  @Test
  void whatTheScorersImageSetsIsReadAndLeftToTheImage() {
    Set<String> image =
        SourceText.of("functions/scorer/Dockerfile").all("(?:ENV| )([A-Z][A-Z_]+)=");
    Set<String> unread = without(image, DoorVariables.of(SCORER).all());
    assertEquals(Set.of(), unread, "ENV of functions/scorer/Dockerfile that nothing reads");
    image.retainAll(given(SCORER));
    assertEquals(
        Set.of(), image, "ENV of functions/scorer/Dockerfile that infra/main.tf overrides");
  }

  private static Set<String> given(String door) {
    if (door.equals(SCORER)) {
      return MAIN.block("module \"scorer\"").block("environment =").keys();
    }
    SourceText every = MAIN.block("module \"function\"").block("environment =");
    Set<String> given = every.all(VARIABLE);
    String queue = every.all("in each.value.knows : \"(\\w+)\\$\\{upper\\(role\\)}\"").first();
    SourceText known = LOCALS.block("functions =").block(door + " =").block("knows =");
    known.all("\"(\\w+)\"").forEach(role -> given.add(queue + role.toUpperCase(Locale.ROOT)));
    SourceText own = LOCALS.block("own_environment =");
    if (own.keys().contains(door)) {
      given.addAll(own.block(door + " =").all(VARIABLE));
    }
    return given;
  }

  // --- queues ---

  @Test
  void everyQueueIsNamedAfterItsTasksAndFifoWhereTheyHaveGroups() {
    List<Task> tasks =
        List.of(
            new Task.Extract("r", "i"),
            new Task.Plan("r"),
            new Task.Download("r", 0, 0),
            new Task.Score("r", 0),
            new Task.Publish("r"));
    assertEquals(Task.class.getPermittedSubclasses().length, tasks.size());
    Set<String> code = new TreeSet<>();
    for (Task task : tasks) {
      String queue = String.valueOf(Queues.NAMES.get(task.getClass()));
      code.add(queue + ": ${var.name}-" + queue + (task.group() == null ? "" : ".fifo"));
    }
    Set<String> deployed = new TreeSet<>();
    SourceText queues = LOCALS.block("queues =");
    queues
        .pairs("(\\w+) = \\{ name = \"([^\"]*)\"")
        .forEach((role, name) -> deployed.add(role + ": " + name));
    assertSame("infra/main.tf", deployed, "pairmill.aws.Queues", code);
  }

  @Test
  void theCommandLineReadsTheDeploymentThatTerraformDescribes() {
    SourceText described = MAIN.block("resource \"aws_s3_object\" \"deployment\"");
    String code = "pairmill.aws.Deployment";
    assertSame("infra/main.tf", described.all("key = \"(.*)\""), code, Set.of(Deployment.KEY));
    Set<String> read = new TreeSet<>();
    for (RecordComponent component : Deployment.class.getRecordComponents()) {
      read.add(component.getName());
    }
    Set<String> written = described.block("jsonencode(").keys();
    assertSame("infra/main.tf", written, code, read);
  }

  @Test
  void theScheduleSaysTheWordThatTheDatasetFunctionKnows() {
    String code = "functions/dataset/src/main/java/pairmill/function/dataset/DatasetFunction.java";
    assertSame(
        "infra/main.tf",
        MAIN.all("input_template = \"\\{\\\\\"task\\\\\": \\\\\"(\\w+)\\\\\""),
        code,
        SourceText.of(code).all("ANNOUNCE = \"(\\w+)\""));
  }

  // --- keys of the bucket ---

  @Test
  void permissionsAreForTheKeysThatThereAre() throws ReflectiveOperationException {
    String runs = new RunKeys("RUN").spec().replaceFirst("RUN/.*", "");
    Set<String> top = new TreeSet<>(Set.of(runs, Unfinished.FOLDER, Runs.SPEC, incoming()));
    RunKeys lists = new RunKeys("");
    top.addAll(Set.of(lists.removals(), lists.suspicious()));
    assertSame("infra/permissions.tf", keys("objects"), "pairmill.run and .stage", top);
    Set<String> ofRuns = ofRuns(runs + "RUN/");
    assertSame("infra/permissions.tf", keys("runs"), "pairmill.run.RunKeys", ofRuns);
    Set<String> unknown = without(keys("explored"), ofRuns);
    assertEquals(Set.of(), unknown, "infra/permissions.tf has keys of no run");
  }

  // Up to the first `*`.
  private static Set<String> keys(String below) {
    return PERMISSIONS.all("\"\\$\\{local." + below + "}/([^\"*]+)");
  }

  private static String incoming() {
    return Incoming.folder("RUN").replaceFirst("RUN/$", "");
  }

  // Of each name that a run gives, the file or the folder in the run's own.
  private static Set<String> ofRuns(String folder) throws ReflectiveOperationException {
    Set<String> names = new TreeSet<>();
    for (Method method : RunKeys.class.getDeclaredMethods()) {
      boolean isKey = !Set.of("run", "toString").contains(method.getName());
      if (isKey && isPublic(method.getModifiers()) && method.getReturnType() == String.class) {
        Object[] any =
            Arrays.stream(method.getParameterTypes())
                .map(type -> type == String.class ? (Object) "a" : (Object) 0)
                .toArray();
        String key = (String) method.invoke(new RunKeys("RUN"), any);
        names.add(key.replaceFirst("^" + folder, "").replaceFirst("/.*", "/"));
      }
    }
    return names;
  }

  @Test
  void s3TellsOfWhatLandsWhereArchivesAreLookedFor() {
    Set<String> told = MAIN.block("module \"bucket\"").block("notices =").all("prefix = \"(.*)\"");
    assertSame("infra/main.tf", told, "pairmill.run.Incoming", Set.of(incoming()));
  }

  @Test
  void theBucketForgetsByTheTagsThatObjectsCarry() {
    String code = "shared/aws/src/main/java/pairmill/aws/ContentTag.java";
    SourceText bucket = SourceText.of("infra/modules/bucket/main.tf");
    Set<String> tag = bucket.block("filter {\n tag").all("key = \"(\\w+)\"");
    assertSame(bucket.place(), tag, code, SourceText.of(code).all("\"(\\w+)=\\w+\""));
    Set<String> days = MAIN.block("module \"bucket\"").block("expire_days =").keys();
    assertSame("infra/main.tf", days, code, SourceText.of(code).all("\"\\w+=(\\w+)\""));
  }

  // --- metrics ---

  @Test
  void alarmsAndGraphsLookAtTheMetricsThatStagesWrite() throws IOException {
    Set<String> metrics = new TreeSet<>();
    Set<String> dimensions = new TreeSet<>();
    Set<String> outcomes = new TreeSet<>();
    for (JsonNode line : logged()) {
      JsonNode told = line.path("_aws").path("CloudWatchMetrics").path(0);
      told.path("Metrics").forEach(metric -> metrics.add(metric.path("Name").asText()));
      dimensions.add(
          String.join(
              ",", Json.MAPPER.convertValue(told.path("Dimensions").path(0), String[].class)));
      outcomes.add(line.path("outcome").asText());
    }
    String code = "pairmill.aws.ShardLog";
    String place = DASHBOARD.place();
    assertSame(
        place, DASHBOARD.all("namespace = \"(?!AWS/)(\\w+)\""), code, Set.of(ShardLog.NAMESPACE));
    Set<String> looked = DASHBOARD.block("for metric in").all("\"(\\w+)\"");
    looked.addAll(DASHBOARD.all("metric_name = \"(\\w+)\""));
    looked.addAll(DASHBOARD.all("SUM\\((\\w+)\\)"));
    looked.removeAll(DASHBOARD.block("metric_transformation").all("name = \"(\\w+)\""));
    assertSame(place, looked, code, metrics);
    assertSame(
        place, DASHBOARD.all("SEARCH\\('\\{\\$\\{local.namespace},([\\w,]+)}"), code, dimensions);
    Set<String> asked = DASHBOARD.all("outcome = \"(\\w+)\"");
    asked.addAll(
        DASHBOARD
            .block("\"aws_cloudwatch_metric_alarm\" \"robots\"")
            .block("for_each =")
            .all("\"(\\w+)\""));
    assertSame(place, asked, code, outcomes);
    // Not every stage has an alarm.
    Set<String> filters = new TreeSet<>();
    Arrays.stream(StageName.values())
        .forEach(stage -> filters.add("stage = \"%s\", outcome".formatted(stage.label())));
    Set<String> unknown = without(DASHBOARD.all("= \\{ (\\w+ = \"\\w+\", \\w+) ="), filters);
    assertEquals(Set.of(), unknown, place + " asks for what no stage writes");
  }

  @Test
  void theAlarmOnRobotsCountsReasonsThatStagesWrite() throws IOException {
    Set<String> logged = new TreeSet<>();
    for (JsonNode line : logged()) {
      line.path("refused").fieldNames().forEachRemaining(logged::add);
    }
    DASHBOARD.all("(\\{ \\$.refused.\\$\\{each.key} = \\* })");
    Set<String> counted =
        DASHBOARD
            .block("\"aws_cloudwatch_log_metric_filter\" \"robots\"")
            .block("for_each =")
            .all("\"(\\w+)\"");
    assertEquals(Set.of(), without(counted, logged), DASHBOARD.place() + " counts no reasons");
  }

  // What is written where pairs were kept, and where they were refused for every reason.
  private static List<JsonNode> logged() throws IOException {
    TreeMap<Reason, Long> refused = new TreeMap<>();
    for (Reason reason : Reason.values()) {
      refused.put(reason, 1L);
    }
    int in = refused.size() + 1;
    ShardStats stats =
        new ShardStats(
            StageName.DOWNLOAD,
            in,
            1,
            refused,
            new TreeMap<>(),
            List.of(),
            new TreeMap<>(),
            List.of(),
            1,
            new Cost(1, 1, 1, 1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ShardLog(new PrintStream(out, true, UTF_8), InstantSource.fixed(Instant.EPOCH))
        .committed("key", stats);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(UTF_8).lines().toList()) {
      lines.add(Json.MAPPER.readTree(line));
    }
    return lines;
  }

  // --- comparing ---

  private static void assertSame(String infra, Set<String> there, String code, Set<String> here) {
    List<String> wrong = new ArrayList<>();
    without(there, here)
        .forEach(name -> wrong.add("%s has '%s', %s has not".formatted(infra, name, code)));
    without(here, there)
        .forEach(name -> wrong.add("%s has '%s', %s has not".formatted(code, name, infra)));
    assertEquals("", String.join("\n", wrong));
  }

  private static Set<String> with(Set<String> some, Set<String> more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
