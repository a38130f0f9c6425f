package io.cosmoscassandra.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A Java process, as the JDK's own tools show it. */
record Jvm(long pid) {

  /** The lines about classes of which there are objects after a full garbage collection. */
  List<String> liveObjects() {
    return ask("GC.class_histogram");
  }

  /** The lines about threads. */
  List<String> threads() {
    return ask("Thread.print");
  }

  private List<String> ask(String question) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  question)
              .redirectErrorStream(true)
              .start();
      String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (jcmd.waitFor() != 0) {
        throw new IllegalStateException("jcmd says of process %d: %s".formatted(pid, printed));
      }
      return printed.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while jcmd was asked", e);
    }
  }
}
