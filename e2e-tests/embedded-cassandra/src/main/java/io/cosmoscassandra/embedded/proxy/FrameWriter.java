package io.cosmoscassandra.embedded.proxy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Sends frames of several threads, whole and in as few packets as they allow. */
final class FrameWriter {

  private static final int CAPACITY = 64 * 1024;

  /** Guarded by this. */
  private final OutputStream out;

  /** Guarded by this. */
  private boolean flushed = true;

  FrameWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, CAPACITY);
  }

  synchronized void write(Frame frame) throws IOException {
    out.write(frame.bytes());
    flushed = false;
  }

  synchronized void flush() throws IOException {
    if (!flushed) {
      out.flush();
      flushed = true;
    }
  }
}
