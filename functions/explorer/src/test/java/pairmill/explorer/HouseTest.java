package pairmill.explorer;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The direction in which the rooms of the explorer may look at each other: each knows those that
/// it names, so none stand in a circle.
@AnalyzeClasses(
    packages = "pairmill.explorer",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseTest {
  @ArchTest
  static final ArchRule roomsKnowThoseThatTheyName =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("index")
          .definedBy("pairmill.explorer.index..")
          .layer("safe")
          .definedBy("pairmill.explorer.safe..")
          .layer("find")
          .definedBy("pairmill.explorer.find..")
          .layer("upload")
          .definedBy("pairmill.explorer.upload..")
          .layer("door")
          .definedBy("pairmill.explorer")
          .layer("sql")
          .definedBy("pairmill.explorer.sql..")
          .layer("page")
          .definedBy("pairmill.explorer.page..")
          .whereLayer("index")
          .mayNotAccessAnyLayer()
          .whereLayer("safe")
          .mayNotAccessAnyLayer()
          .whereLayer("find")
          .mayOnlyAccessLayers("index")
          .whereLayer("upload")
          .mayOnlyAccessLayers("safe")
          .whereLayer("door")
          .mayOnlyAccessLayers("index", "safe", "find")
          .whereLayer("sql")
          .mayOnlyAccessLayers("index", "safe", "find", "door");
}
