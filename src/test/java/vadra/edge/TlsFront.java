package vadra.edge;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import vadra.app.TestDatabase;

/** Ends TLS before a server, as a proxy does, with a certificate of its own. */
final class TlsFront implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final SelfSignedCertificate certificate;
    private final NetServer server;

    private TlsFront(URI behind, String host) {
        certificate = SelfSignedCertificate.create(host);
        var client = vertx.createNetClient();
        var options = new NetServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions());
        server = TestDatabase.get(vertx.createNetServer(options)
                .connectHandler(socket -> join(client, behind, socket))
                .listen(0, "127.0.0.1"));
    }

    /**
     * Starts one.
     *
     * @param host the name that the certificate is of
     */
    static TlsFront before(URI server, String host) {
        return new TlsFront(server, host);
    }

    private static void join(NetClient client, URI behind, NetSocket outer) {
        outer.pause();
        client.connect(behind.getPort(), behind.getHost())
                .onSuccess(inner -> {
                    inner.pipeTo(outer);
                    outer.pipeTo(inner);
                })
                .onFailure(away -> outer.close());
    }

    int port() {
        return server.actualPort();
    }

    /** The path of the certificate, which nobody has signed but itself. */
    String certificate() {
        return certificate.certificatePath();
    }

    @Override
    public void close() {
        TestDatabase.get(vertx.close());
        certificate.delete();
    }
}
