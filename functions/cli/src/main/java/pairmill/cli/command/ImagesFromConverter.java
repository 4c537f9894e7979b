package pairmill.cli.command;

import pairmill.run.ImagesFrom;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads where pictures come from.
final class ImagesFromConverter implements ITypeConverter<ImagesFrom> {
  @Override
  public ImagesFrom convert(String name) {
    for (ImagesFrom from : ImagesFrom.values()) {
      if (from.label().equals(name)) {
        return from;
      }
    }
    throw new TypeConversionException("'" + name + "' is none of web, archive, none");
  }
}
