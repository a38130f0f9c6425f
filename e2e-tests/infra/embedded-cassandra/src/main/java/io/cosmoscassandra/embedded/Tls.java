package io.cosmoscassandra.embedded;

/** How a node secures its connections to clients. */
public enum Tls {
  /** Plain text. */
  NONE,
  /** The server shows a certificate for its address. */
  SERVER,
  /** The server shows a certificate that is trusted but was made out to another host. */
  SERVER_WITH_WRONG_HOST,
  /** The server shows a certificate and demands one of the client. */
  MUTUAL
}
