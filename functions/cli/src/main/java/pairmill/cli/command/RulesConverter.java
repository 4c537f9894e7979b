package pairmill.cli.command;

import pairmill.filter.Rules;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the name of a set of rules.
final class RulesConverter implements ITypeConverter<Rules> {
  @Override
  public Rules convert(String name) {
    try {
      return Rules.named(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
