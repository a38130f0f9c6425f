package io.cosmoscassandra.embedded.flink.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Runs a part of Flink for as long as the process that started it lives. */
public final class FlinkMain {

  private FlinkMain() {}

  /** The first argument names the class to run, the rest are its own. */
  public static void main(String[] args) throws ReflectiveOperationException {
    Thread listener = new Thread(() -> endWithStarter(System.in), "starter");
    listener.setDaemon(true);
    listener.start();
    Class.forName(args[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  /** Standard input is a pipe whose other end closes when the starter ends, however it ends. */
  private static void endWithStarter(InputStream starter) {
    try {
      while (starter.read() >= 0) {
        // Nothing is said on this pipe.
      }
    } catch (IOException e) {
      // A broken pipe says the same as a closed one.
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
