package io.cosmoscassandra.flink.read.page;

import io.cosmoscassandra.flink.client.driver.ResultPage;
import javax.annotation.concurrent.GuardedBy;
import org.apache.flink.annotation.Internal;

/** Sizes the pages of many reads of one table, which take turns on several threads. */
@Internal
public final class SharedPageSizer {

  @GuardedBy("this")
  private final PageSizer sizer;

  public SharedPageSizer(long pageBytes) {
    this.sizer = new PageSizer(pageBytes, Long.MAX_VALUE);
  }

  /** The number of rows to ask for next. */
  public synchronized int rows() {
    return sizer.rows();
  }

  /** A page came. */
  public synchronized void learn(ResultPage page) {
    sizer.learn(page);
  }
}
