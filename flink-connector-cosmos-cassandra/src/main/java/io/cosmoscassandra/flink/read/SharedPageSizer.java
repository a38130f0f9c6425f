package io.cosmoscassandra.flink.read;

import io.cosmoscassandra.flink.client.driver.ResultPage;
import javax.annotation.concurrent.GuardedBy;

/** Sizes the pages of many reads of one table, which take turns on several threads. */
final class SharedPageSizer {

  @GuardedBy("this")
  private final PageSizer sizer;

  SharedPageSizer(long pageBytes) {
    this.sizer = new PageSizer(pageBytes, Long.MAX_VALUE);
  }

  /** The number of rows to ask for next. */
  synchronized int rows() {
    return sizer.rows();
  }

  /** A page came. */
  synchronized void learn(ResultPage page) {
    sizer.learn(page);
  }
}
