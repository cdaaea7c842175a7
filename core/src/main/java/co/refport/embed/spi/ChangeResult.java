package co.refport.embed.spi;

/** The outcome of a change that a rule of uniqueness can prevent. */
public enum ChangeResult {
  /** The value is stored, whether or not it was the same before. */
  CHANGED,

  /** Nothing was stored, because the organization does not have this enrollment. */
  NOT_FOUND,

  /** Nothing was stored, because another partner or enrollment has this value. */
  TAKEN
}
