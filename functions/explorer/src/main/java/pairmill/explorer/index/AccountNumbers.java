package pairmill.explorer.index;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import org.duckdb.DuckDBFunctions;

/// Tells numbers of credit cards and bank accounts from other numbers by their check digits.
final class AccountNumbers {
  private static final int CHECK = 97;
  private static final int LEAST_IBAN = 15;
  private static final int MOST_IBAN = 34;

  private AccountNumbers() {}

  /// Teaches a database `is_card(text)` and `is_iban(text)`.
  static void register(Database database) throws IOException {
    try (var card = DuckDBFunctions.scalarFunction();
        var iban = DuckDBFunctions.scalarFunction()) {
      card.withName("is_card")
          .withParameter(String.class)
          .withReturnType(Boolean.class)
          .withNullInNullOut()
          .<String, Boolean>withFunction(AccountNumbers::isCard)
          .register(database.connection());
      iban.withName("is_iban")
          .withParameter(String.class)
          .withReturnType(Boolean.class)
          .withNullInNullOut()
          .<String, Boolean>withFunction(AccountNumbers::isIban)
          .register(database.connection());
    } catch (SQLException e) {
      throw Database.failure(e);
    }
  }

  /// True for a number that a card may have: one of the issuers' first digits and lengths, and a
  /// right check digit (ISO/IEC 7812-1, Luhn). One of ten other numbers of that kind has it, too.
  static boolean isCard(String text) {
    StringBuilder digits = new StringBuilder();
    text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    return issued(digits) && luhn(digits);
  }

  private static boolean issued(CharSequence digits) {
    if (digits.length() < 14 || digits.length() > 16) {
      return false;
    }
    int first = Integer.parseInt(digits, 0, 4, 10);
    return switch (digits.length()) {
      case 16 ->
          first / 1000 == 4
              || (first >= 5100 && first <= 5599)
              || (first >= 2221 && first <= 2720)
              || first == 6011
              || first / 100 == 65
              || first / 100 == 35;
      case 15 -> first / 100 == 34 || first / 100 == 37;
      default -> first / 100 == 36 || first / 100 == 38 || (first >= 3000 && first <= 3059);
    };
  }

  private static boolean luhn(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
    }
    return sum % 10 == 0;
  }

  /// True for an IBAN with right check digits (ISO 13616), with or without spaces.
  static boolean isIban(String text) {
    String iban = text.replace(" ", "").toUpperCase(Locale.ROOT);
    if (iban.length() < LEAST_IBAN || iban.length() > MOST_IBAN) {
      return false;
    }
    int rest = 0;
    for (int i = 0; i < iban.length(); i++) {
      int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
      if (value < 0) {
        return false;
      }
      rest = (rest * (value < 10 ? 10 : 100) + value) % CHECK;
    }
    return rest == 1;
  }
}
