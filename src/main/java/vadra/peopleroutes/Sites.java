package vadra.peopleroutes;

import java.net.URI;
import java.util.Optional;
import vadra.api.Call;
import vadra.keys.Site;

/**
 * Where browsers find the server.
 *
 * @param publicUrl where that is settled; else it is what the request names
 */
public record Sites(Optional<URI> publicUrl) {
    Site of(Call call) {
        return new Site(publicUrl.map(URI::toString).orElseGet(call::base));
    }
}
