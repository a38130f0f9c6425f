package io.cosmoscassandra.flink.read.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.client.driver.ResultPage;
import org.junit.jupiter.api.Test;

class PageSizerTest {

  private static final long MEBIBYTE = 1 << 20;

  @Test
  void beginsWithFewRowsSinceTheyMayBeWide() {
    assertThat(new PageSizer(MEBIBYTE, Long.MAX_VALUE).rows()).isEqualTo(10);
  }

  @Test
  void neverAsksForMoreRowsThanTheQueryNeeds() {
    PageSizer sizer = new PageSizer(MEBIBYTE, 5);
    assertThat(sizer.rows()).isEqualTo(5);

    sizer.learn(page(5, 100));

    assertThat(sizer.rows()).isEqualTo(5);
  }

  @Test
  void reachesPagesOfTheWantedSizeWithinAFewPages() {
    PageSizer sizer = new PageSizer(MEBIBYTE, Long.MAX_VALUE);

    for (int i = 0; i < 4; i++) {
      sizer.learn(page(sizer.rows(), 100));
    }

    assertThat(sizer.rows()).isEqualTo((int) (MEBIBYTE / 100));
  }

  @Test
  void asksForOneRowAtATimeIfRowsAreLargerThanAPage() {
    PageSizer sizer = new PageSizer(MEBIBYTE, Long.MAX_VALUE);

    sizer.learn(page(1, 2 * MEBIBYTE));

    assertThat(sizer.rows()).isEqualTo(1);
    assertThat(sizer.canHalve()).isFalse();
  }

  @Test
  void asksForHalfAfterAPageThatTookTooLongAndComesBackSlowly() {
    PageSizer sizer = new PageSizer(MEBIBYTE, Long.MAX_VALUE);
    for (int i = 0; i < 4; i++) {
      sizer.learn(page(sizer.rows(), 100));
    }
    int before = sizer.rows();

    sizer.halve();
    int halved = sizer.rows();
    sizer.learn(page(halved, 100));

    assertThat(halved).isEqualTo(before / 2);
    assertThat(sizer.rows()).isBetween(halved + 1, before - 1);
  }

  @Test
  void anEmptyPageTeachesNothing() {
    PageSizer sizer = new PageSizer(MEBIBYTE, Long.MAX_VALUE);

    sizer.learn(page(0, 0));

    assertThat(sizer.rows()).isEqualTo(10);
  }

  private static ResultPage page(int rows, long bytesPerRow) {
    return new ResultPage(new byte[(int) (rows * bytesPerRow)], rows, 1, null);
  }
}
