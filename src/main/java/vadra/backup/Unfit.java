package vadra.backup;

import java.io.IOException;

/** Why a file or a database cannot be used; said to whoever runs the server. */
public final class Unfit extends IOException {
    private static final long serialVersionUID = 1L;

    public Unfit(String why) {
        super(why);
    }

    Unfit(String why, Exception cause) {
        super(why, cause);
    }
}
