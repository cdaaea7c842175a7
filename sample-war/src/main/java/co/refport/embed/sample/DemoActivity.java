package co.refport.embed.sample;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Rows for the portal to show: twelve weeks of the demo users, the same on every node. */
final class DemoActivity {

  private static final long CENTS_PER_LEAD = 1_250;

  /** Clicks and leads of a week; a lead is worth a fixed amount. */
  private record Numbers(int clicks, int leads) {

    Activity.Week in(LocalDate start) {
      return new Activity.Week(start, clicks, leads, leads * CENTS_PER_LEAD);
    }
  }

  /** The newest week last. Dana has none. */
  private static final Map<DemoUser, List<Numbers>> WEEKS =
      Map.of(
          DemoUser.ALICE,
          List.of(
              new Numbers(84, 5),
              new Numbers(91, 6),
              new Numbers(79, 4),
              new Numbers(112, 8),
              new Numbers(126, 9),
              new Numbers(118, 8),
              new Numbers(141, 11),
              new Numbers(163, 12),
              new Numbers(149, 10),
              new Numbers(178, 14),
              new Numbers(194, 15),
              new Numbers(207, 17)),
          DemoUser.BRUNO,
          List.of(
              new Numbers(310, 19),
              new Numbers(287, 17),
              new Numbers(334, 22),
              new Numbers(329, 20),
              new Numbers(361, 25),
              new Numbers(298, 18),
              new Numbers(345, 21),
              new Numbers(402, 27),
              new Numbers(388, 26),
              new Numbers(417, 30),
              new Numbers(431, 29),
              new Numbers(456, 33)),
          DemoUser.CHIARA,
          List.of(new Numbers(6, 0), new Numbers(17, 1), new Numbers(23, 1), new Numbers(38, 3)));

  private DemoActivity() {}

  /** Adds the weeks that are not there yet; several nodes may do so at once. */
  static void insert(DataSource dataSource, LocalDate today) {
    Activity activity = new Activity(dataSource);
    LocalDate newest = Activity.weekOf(today);
    try {
      for (Map.Entry<DemoUser, List<Numbers>> entry : WEEKS.entrySet()) {
        LocalDate start = newest.minusWeeks(entry.getValue().size());
        for (Numbers numbers : entry.getValue()) {
          start = start.plusWeeks(1);
          activity.insert(entry.getKey().tenantId(), numbers.in(start));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The demo rows could not be written.", e);
    }
  }
}
