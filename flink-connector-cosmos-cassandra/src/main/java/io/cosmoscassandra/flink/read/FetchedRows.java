package io.cosmoscassandra.flink.read;

import io.cosmoscassandra.flink.client.driver.ResultPage;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * The rows of a key as the server sent them, in its order. They can be decoded many times, so that
 * each lookup that shares a request gets rows of its own.
 */
@Internal
public final class FetchedRows {

  /** The rows of a key that no row can have. */
  public static final FetchedRows NONE = new FetchedRows(List.of());

  private final List<ResultPage> pages;

  FetchedRows(List<ResultPage> pages) {
    this.pages = List.copyOf(pages);
  }

  List<ResultPage> pages() {
    return pages;
  }
}
