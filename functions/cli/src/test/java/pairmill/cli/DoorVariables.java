package pairmill.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The environment variables that a function or the scorer reads: those of the keys of its
/// `@ConfigMapping`, as its `application.properties` renames them, and those of `bootstrap`.
///
/// @param all whatever may be given
/// @param needed what must be. Not so where the key is `Optional` or has a default, in either place
record DoorVariables(Set<String> all, Set<String> needed) {
  private static final String ANY = "\\$\\{?([A-Z_]{2,})(?![A-Z_])";
  private static final Pattern KEY =
      Pattern.compile("(@WithDefault\\(\"[^\"]*\"\\))?\\s*([\\w<>]+) (\\w+)\\(\\);");

  /// Of a function, or of the scorer.
  static DoorVariables of(String door) {
    DoorVariables variables = configured(door);
    if (door.equals(
        "scorer")) { // whose keys are all optional: it says itself which of them it lacks
      String file = "functions/scorer/src/main/java/pairmill/scorer/Settings.java";
      SourceText.of(file)
          .all("\\b(?:needed|queue)\\(\"([a-z.-]+)\"")
          .forEach(key -> variables.needed.add(variable(key)));
    } else {
      SourceText bootstrap = SourceText.of("functions/bootstrap");
      variables.all.addAll(bootstrap.all(ANY));
      variables.needed.addAll(bootstrap.all(ANY + "(?!:-)"));
    }
    return variables;
  }

  private static DoorVariables configured(String door) {
    Map<String, Boolean> keys = new TreeMap<>();
    addKeys("pairmill.", config(door).block("public interface"), keys);
    SourceText properties =
        SourceText.of("functions/" + door + "/src/main/resources/application.properties");
    Map<String, String> told = properties.pairs("(?m)^(pairmill\\.[\\w.-]+)=(.*)$");
    DoorVariables variables = new DoorVariables(new TreeSet<>(), new TreeSet<>());
    keys.forEach((key, optional) -> {
      String value = told.getOrDefault(key, "${" + key + "}");
      boolean renamed = value.startsWith("${");
      String name = renamed ? value.replaceAll("\\$\\{([\\w.-]+).*", "$1") : key;
      if (name.startsWith("quarkus.")) {
        return; // told when it was built
      }
      variables.all.add(variable(name));
      if (!optional && renamed && !value.contains(":")) {
        variables.needed.add(variable(name));
      }
    });
    return variables;
  }

  private static SourceText config(String door) {
    return SourceText.below("functions/" + door + "/src/main", ".java").stream()
        .filter(file -> file.has("@ConfigMapping\\(prefix = \"pairmill\"\\)"))
        .findAny()
        .orElseThrow(() -> new AssertionError("no @ConfigMapping in functions/" + door));
  }

  /// Whether each key is optional.
  private static void addKeys(String prefix, SourceText type, Map<String, Boolean> keys) {
    String methods = type.flat().text().replaceAll("(public )?interface \\w+ ", "");
    Matcher method = KEY.matcher(methods);
    while (method.find()) {
      String of = method.group(2);
      String key = prefix + method.group(3).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (type.has("interface " + of + " ")) {
        addKeys(key + ".", type.block("interface " + of), keys);
      } else {
        keys.put(key, method.group(1) != null || of.startsWith("Optional"));
      }
    }
    String rest = KEY.matcher(methods).replaceAll("").strip();
    if (!rest.isEmpty()) {
      throw new AssertionError("[%s] has what is no key: %s".formatted(type.place(), rest));
    }
  }

  private static String variable(String key) {
    return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }
}
