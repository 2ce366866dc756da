package vadra.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vadra.websocket.Transports;

/** Starts the server, says where it is, and stops it in good order on Ctrl-C. */
public final class Main {
    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 20;

    private Main() {}

    /**
     * Starts the server, or does what the arguments ask beside it: {@link Commands}. {@code config/vadra.properties} and the
     * environment say the rest.
     */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "config/logback.xml");
        // One logger for all; Vert.x would take the JDK's.
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        Settings settings;
        try {
            settings = Settings.load(Path.of("config/vadra.properties"), System.getenv());
        } catch (Settings.Faulty faulty) {
            System.err.println(faulty.getMessage());
            System.exit(2);
            return;
        }
        if (arguments.length > 0) {
            System.exit(command(settings, List.of(arguments)));
        }
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var vertx = vertx(metrics);
        try {
            var vadra = Vadra.start(vertx, settings, metrics).await(START_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, vadra), "vadra-stop"));
            greet(vadra, settings);
        } catch (Exception failure) {
            System.err.println("Vädra could not start: " + failure.getMessage());
            vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS);
            System.exit(1);
        }
    }

    private static int command(Settings settings, List<String> arguments) {
        try {
            System.out.println(Commands.run(settings, arguments));
            return 0;
        } catch (IOException | SQLException failure) {
            System.err.println(failure.getMessage());
            return 1;
        }
    }

    private static Vertx vertx(PrometheusMeterRegistry metrics) {
        return Vertx.builder()
                .with(new VertxOptions().setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
                .withTransport(Transports.best())
                .withMetrics(new MicrometerMetricsFactory(metrics))
                .build();
    }

    private static void greet(Vadra vadra, Settings settings) throws IOException {
        var url = settings.publicUrl().map(Object::toString).orElse("http://localhost:" + vadra.port());
        var text = new StringBuilder("\nVädra is open.\n\n")
                .append("  Rooms    ")
                .append(url)
                .append("/\n")
                .append("  Desk     ")
                .append(url)
                .append("/desk\n")
                .append("  API      ")
                .append(url)
                .append("/openapi.json\n");
        vadra.login()
                .ifPresent(login -> text.append("\n  Staff login, made now:  ")
                        .append(login.handle())
                        .append("  /  ")
                        .append(settings.staffPassword().isEmpty() ? login.password() : "(as set in staff.password)")
                        .append("\n"));
        System.out.println(text.append("\nCtrl-C stops it.\n"));
    }

    private static void stop(Vertx vertx, Vadra vadra) {
        try {
            vadra.stop().await(STOP_SECONDS, TimeUnit.SECONDS);
            vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException failure) {
            System.err.println("Vädra did not stop in good order: " + failure.getMessage());
        }
    }
}
