package io.cosmoscassandra.flink.simulation.faults;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import io.cosmoscassandra.flink.simulation.time.Scheduler;
import io.cosmoscassandra.flink.simulation.world.ForwardingStore;
import io.cosmoscassandra.flink.simulation.world.Slot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Faults in reading and writing registers. */
final class RegisterFaults {

  private RegisterFaults() {}

  /** Reserved timestamps are ignored: each writer relies on its own clock. */
  static final class NoReservation implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Map<UUID, Long>> readReserved(String sink) {
          return super.readReserved(sink).thenApply(reserved -> Map.of());
        }
      };
    }
  }

  /** The reserved timestamp is read once and cached. */
  static final class ReadOnce implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      Map<String, Map<UUID, Long>> remembered = new HashMap<>();
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Map<UUID, Long>> readReserved(String sink) {
          return super.readReserved(sink)
              .thenApply(reserved -> remembered.computeIfAbsent(sink, s -> reserved));
        }
      };
    }
  }

  /** Other groups are not looked at, only the highest timestamp of all. */
  static final class OtherGroupsIgnored implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Map<UUID, Long>> readReserved(String sink) {
          return super.readReserved(sink)
              .thenApply(
                  reserved ->
                      reserved.containsKey(Register.NO_RUN)
                          ? Map.of(Register.NO_RUN, reserved.get(Register.NO_RUN))
                          : Map.of());
        }
      };
    }
  }

  /** A reservation counts as made as soon as it is sent. */
  static final class ReservationNotAwaited implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Void> writeRegister(
            Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
          if (register.kind() != Register.Kind.RESERVED_TIMESTAMP
              && register.kind() != Register.Kind.RESERVED_BY_GROUP) {
            return super.writeRegister(register, value, note, timestamp, ttl);
          }
          return Hasty.answer(
              scheduler, slot, () -> super.writeRegister(register, value, note, timestamp, ttl));
        }
      };
    }
  }

  /** Commits are identified by checkpoint and subtask. */
  static final class CheckpointNumber implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<OptionalLong> readRegister(Register register) {
          Committable committing = slot.committing();
          if (register.kind() != Register.Kind.COMMITTED || committing == null) {
            return super.readRegister(register);
          }
          return super.readRegister(ofSubtask(register, committing))
              .thenApply(
                  value ->
                      value.orElse(-1) >= committing.checkpoint()
                          ? OptionalLong.of(committing.transaction().seq())
                          : OptionalLong.empty());
        }

        @Override
        public CompletionStage<Void> writeRegister(
            Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
          Committable committing = slot.committing();
          if (register.kind() != Register.Kind.COMMITTED || committing == null) {
            return super.writeRegister(register, value, note, timestamp, ttl);
          }
          long checkpoint = committing.checkpoint();
          return super.writeRegister(
              ofSubtask(register, committing), checkpoint, note, checkpoint, ttl);
        }

        private Register ofSubtask(Register register, Committable committing) {
          UUID subtask = new UUID(slot.sink() + 1L, committing.subtask());
          return new Register(register.sink(), subtask, register.kind());
        }
      };
    }
  }

  /** The mark is raised as soon as it is read, before the rows are applied. */
  static final class MarkBeforeRows implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<OptionalLong> readRegister(Register register) {
          Committable committing = slot.committing();
          CompletionStage<OptionalLong> answer = super.readRegister(register);
          if (register.kind() == Register.Kind.COMMITTED && committing != null) {
            long seq = committing.transaction().seq();
            RegisterNote note = new RegisterNote(0, 0, 0, 0, 0);
            return answer.thenApply(
                value -> {
                  if (value.orElse(0) < seq) {
                    CompletionStage<Void> unused =
                        super.writeRegister(register, seq, note, seq, Duration.ofDays(400));
                  }
                  return value;
                });
          }
          return answer;
        }
      };
    }
  }

  /** Registers are written with the time of day as their timestamp. */
  static final class WallClock implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Void> writeRegister(
            Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
          return super.writeRegister(register, value, note, slot.process().host().micros(), ttl);
        }
      };
    }
  }

  /** Marks expire after a week. */
  static final class ExpiringMarks implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<Void> writeRegister(
            Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
          return super.writeRegister(register, value, note, timestamp, Duration.ofDays(7));
        }
      };
    }
  }

  /** Nothing tells which checkpoints a job has begun to commit. */
  static final class BranchUnnoticed implements Sabotage {

    @Override
    public CommitterStore store(CommitterStore store, Slot slot, Scheduler scheduler) {
      return new ForwardingStore(store) {
        @Override
        public CompletionStage<OptionalLong> readRegister(Register register) {
          return register.kind() == Register.Kind.LATEST_CHECKPOINT
              ? CompletableFuture.completedFuture(OptionalLong.empty())
              : super.readRegister(register);
        }
      };
    }
  }
}
