package io.cosmoscassandra.flink.it.kit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Captures all log messages until it is closed, whatever the console shows. */
public final class CapturedLog implements AutoCloseable {

  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final LoggerConfig root = context.getConfiguration().getRootLogger();
  private final Level levelBefore = root.getLevel();
  private final Appender appender = new Appender();

  private CapturedLog(Level level) {
    appender.start();
    root.addAppender(appender, null, null);
    root.setLevel(level);
    context.updateLoggers();
  }

  public static CapturedLog of(Level level) {
    return new CapturedLog(level);
  }

  /** The messages so far, each with its exception and all causes of that. */
  public List<String> messages() {
    return appender.messages;
  }

  @Override
  public void close() {
    root.setLevel(levelBefore);
    root.removeAppender(appender.getName());
    context.updateLoggers();
    appender.stop();
  }

  private static final class Appender extends AbstractAppender {

    private final List<String> messages = new CopyOnWriteArrayList<>();

    Appender() {
      super("captured", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      String message = event.getMessage().getFormattedMessage();
      messages.add(
          event.getThrown() == null
              ? message
              : message + "\n" + Flink.stackTrace(event.getThrown()));
    }
  }
}
