package vadra.wording;

/** Whose endings are cut off before words are compared. */
public enum Language {
    /** Swedish: {@code bryggaren} and {@code bryggare} are one. */
    SWEDISH,
    /** English: {@code brewers} and {@code brewer} are one. */
    ENGLISH,
    /** Both, for talk that mixes them; a phrase is found in the one or in the other, not half in each. */
    BOTH
}
