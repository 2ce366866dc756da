package vadra.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Nginx with its Nchan module: one worker, and a channel for each path, to which who listens may also speak. */
final class Nchan {
    private static final String NGINX = "/usr/sbin/nginx";
    private static final String MODULE = "/usr/lib/nginx/modules/ngx_nchan_module.so";
    private static final Path FOLDER = Path.of("target/bench/nchan");

    private static final String CONFIG = """
            load_module %s;
            daemon off;
            pid nginx.pid;
            error_log error.log;
            worker_processes 1;
            worker_rlimit_nofile 20000;
            events { worker_connections 20000; }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                nchan_shared_memory_size 256M;
                server {
                    listen 127.0.0.1:%d backlog=4096;
                    location ~ ^/(.+)$ {
                        nchan_pubsub websocket;
                        nchan_channel_id $1;
                        nchan_subscriber_first_message newest;
                        nchan_message_buffer_length 100;
                        nchan_message_timeout 5s;
                        nchan_websocket_ping_interval 0;
                    }
                }
            }
            """;

    private Nchan() {}

    static boolean has() {
        return Servers.executable(NGINX) && Files.exists(Path.of(MODULE));
    }

    static Target start() {
        try {
            Files.createDirectories(FOLDER);
            int port = Processes.freePort();
            Files.writeString(FOLDER.resolve("nginx.conf"), CONFIG.formatted(MODULE, port));
            var folder = FOLDER.toAbsolutePath().toString();
            var command = List.of(NGINX, "-p", folder, "-e", "error.log", "-c", "nginx.conf");
            var process =
                    new ProcessBuilder(Processes.on("0", command)).inheritIO().start();
            awaitOpen(process, port);
            long worker = process.descendants().findFirst().orElseThrow().pid();
            return new Peer("nchan", new Dialect.Plain(), Peer.local(Integer.toString(port)), process, worker);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void awaitOpen(Process process, int port) throws IOException {
        for (int tries = 0; tries < 500 && process.isAlive(); tries++) {
            Processes.pause(10);
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (probe.isConnected() && process.descendants().findFirst().isPresent()) {
                    return;
                }
            } catch (IOException notYet) {
                // The port is not open yet.
            }
        }
        process.destroy();
        throw new IOException("nginx does not listen; see target/bench/nchan/error.log");
    }
}
