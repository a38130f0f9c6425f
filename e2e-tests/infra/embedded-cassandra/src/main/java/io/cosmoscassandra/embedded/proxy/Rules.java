package io.cosmoscassandra.embedded.proxy;

import java.util.Set;

/**
 * A policy in force.
 *
 * @param opcodes the kinds of request that it is asked about; others pass uncounted
 */
record Rules(FaultPolicy policy, Set<Opcode> opcodes) {

  Rules {
    opcodes = Set.copyOf(opcodes);
  }

  boolean concern(Envelope request) {
    return opcodes.contains(request.opcode());
  }
}
