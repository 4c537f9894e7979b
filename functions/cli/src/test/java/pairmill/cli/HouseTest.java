package pairmill.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/// The direction in which the rooms of the house may look at each other.
@AnalyzeClasses(
    packages = "pairmill",
    importOptions = {ImportOption.DoNotIncludeTests.class, HouseTest.NoJarOfTests.class})
final class HouseTest {
  /// Leaves out the tests of other modules, which are a jar here.
  static final class NoJarOfTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String[] ADAPTERS = {
    "pairmill.language..",
    "pairmill.parquet..",
    "pairmill.duckdb..",
    "pairmill.fetch..",
    "pairmill.pixels..",
    "pairmill.aws..",
    "pairmill.models..",
    "pairmill.tokenizer..",
    "pairmill.onnx.."
  };

  private static final String[] CORE = {
    "pairmill.pair..",
    "pairmill.cost..",
    "pairmill.mojibake..",
    "pairmill.warc..",
    "pairmill.filter..",
    "pairmill.consent..",
    "pairmill.download..",
    "pairmill.sample..",
    "pairmill.shard..",
    "pairmill.score..",
    "pairmill.row..",
    "pairmill.run..",
    "pairmill.dataset..",
    "pairmill.store..",
    "pairmill.queue..",
    "pairmill.stage.."
  };

  @ArchTest
  static final ArchRule pairKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("pairmill.pair..")
          .should()
          .dependOnClassesThat(
              not(resideInAnyPackage("pairmill.pair..", "pairmill.mojibake.."))
                  .and(resideInAnyPackage("pairmill..")));

  @ArchTest
  static final ArchRule roomsFormNoCircle =
      slices().matching("pairmill.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule coreKnowsNoAdapterAndNoDoor =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "pairmill.language..",
              "pairmill.parquet..",
              "pairmill.duckdb..",
              "pairmill.fetch..",
              "pairmill.pixels..",
              "pairmill.aws..",
              "pairmill.models..",
              "pairmill.tokenizer..",
              "pairmill.onnx..",
              "pairmill.cli..",
              "picocli..",
              "io.quarkus..",
              "software.amazon..");

  @ArchTest
  static final ArchRule adaptersKnowNoOtherAdapter =
      slices()
          .matching("pairmill.(language|parquet|duckdb|fetch|pixels|aws)..")
          .should()
          .notDependOnEachOther();

  // The three rooms of one module look at each other, and at no other adapter.
  @ArchTest
  static final ArchRule modelsKnowNoOtherAdapter =
      noClasses()
          .that()
          .resideInAnyPackage("pairmill.models..", "pairmill.tokenizer..", "pairmill.onnx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "pairmill.language..",
              "pairmill.parquet..",
              "pairmill.duckdb..",
              "pairmill.fetch..",
              "pairmill.pixels..",
              "pairmill.aws..");

  @ArchTest
  static final ArchRule adaptersKnowNoDoor =
      noClasses()
          .that()
          .resideInAnyPackage(ADAPTERS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("pairmill.cli..");

  @ArchTest
  static final ArchRule onlyStagesAndWhatServesThemSeeTheStages =
      classes()
          .that()
          .resideInAPackage("pairmill.stage..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(
              "pairmill.stage..", "pairmill.duckdb..", "pairmill.aws..", "pairmill.cli..");

  @ArchTest
  static final ArchRule coreHasNoClockAndNoChanceOfItsOwn =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(SecureRandom.class);
}
