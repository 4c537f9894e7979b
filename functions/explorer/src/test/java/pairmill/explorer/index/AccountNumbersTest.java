package pairmill.explorer.index;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// The numbers are the examples that issuers and registries give for tests.
final class AccountNumbersTest {
  @Test
  void cardsAreToldByIssuerLengthAndCheckDigit() {
    assertTrue(AccountNumbers.isCard("4111 1111 1111 1111"));
    assertTrue(AccountNumbers.isCard("5555-5555-5555-4444"));
    assertTrue(AccountNumbers.isCard("378282246310005"));
    assertTrue(AccountNumbers.isCard("30569309025904"));
    assertFalse(AccountNumbers.isCard("4111 1111 1111 1112"));
    assertFalse(AccountNumbers.isCard("9780201379624")); // a book
    assertFalse(AccountNumbers.isCard(""));
  }

  @Test
  void accountsAreToldByTheirCheckDigits() {
    assertTrue(AccountNumbers.isIban("DE89 3704 0044 0532 0130 00"));
    assertTrue(AccountNumbers.isIban("GB29NWBK60161331926819"));
    assertFalse(AccountNumbers.isIban("DE89 3704 0044 0532 0130 01"));
    assertFalse(AccountNumbers.isIban("DE89"));
    assertFalse(AccountNumbers.isIban("DE89 3704 0044 0532 ü130 00"));
  }
}
