package pairmill.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class CostTest {
  // By hand from the price lists: 1,000 s of 2 GB, one call, three messages, and requests.
  @Test
  void aTaskOfAFunctionCostsTimeCallsMessagesAndRequests() {
    Cost cost = Cost.of(Machine.lambda(2_048), 1_000, 1_000_000, 1_000);
    assertEquals(2_000, cost.gbSeconds());
    assertEquals(0.0333334 + 0.0000002 + 0.0000015 + 0.4 + 0.005, cost.dollars(), 1e-9);
  }

  @Test
  void aMachinePaidByTheHourIsSharedByItsTasks() {
    Cost cost = Cost.of(Machine.hourly(0.36, 2), 3_600, 0, 0);
    assertEquals(0.18 + 0.0000015, cost.dollars(), 1e-9);
    assertEquals(0, cost.gbSeconds());
  }

  @Test
  void costsAddUp() {
    assertEquals(new Cost(3, 5, 7, 9), new Cost(1, 2, 3, 4).plus(new Cost(2, 3, 4, 5)));
    assertEquals(new Cost(1, 2, 3, 4), new Cost(1, 2, 3, 4).plus(Cost.NONE));
  }

  @Test
  void noCostIsNegativeOrNone() {
    assertThrows(IllegalArgumentException.class, () -> new Cost(0, 0, 0, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Cost(0, -1, 0, 0));
  }
}
