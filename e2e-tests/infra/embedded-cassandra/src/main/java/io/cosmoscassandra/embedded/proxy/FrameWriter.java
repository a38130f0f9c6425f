package io.cosmoscassandra.embedded.proxy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Sends frames of several threads, whole and in as few packets as they allow. */
public final class FrameWriter {

  private static final int CAPACITY = 64 * 1024;

  /** Guarded by this. */
  private final OutputStream out;

  /** Guarded by this. */
  private boolean flushed = true;

  public FrameWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, CAPACITY);
  }

  /** Takes a frame, to be sent no later than with the next flush. */
  public synchronized void write(Frame frame) throws IOException {
    out.write(frame.bytes());
    flushed = false;
  }

  /** Sends what was taken. */
  public synchronized void flush() throws IOException {
    if (!flushed) {
      out.flush();
      flushed = true;
    }
  }
}
