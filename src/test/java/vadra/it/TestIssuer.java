package vadra.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonObject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** A provider of OpenID Connect, Spring's, whose answers a test may bend on their way out. */
public final class TestIssuer implements AutoCloseable {
    public static final String CLIENT = "vadra";
    public static final String SECRET = "husets-hemlighet-hos-utgivaren";

    private final Tomcat tomcat = new Tomcat();
    private final int port = freePort();
    private final URI redirect;
    private volatile RSAKey key = newKey();
    private volatile UnaryOperator<String> bend = UnaryOperator.identity();

    private TestIssuer(URI redirect) {
        this.redirect = redirect;
    }

    /** One that sends people back to an address; everybody's password is their name. */
    public static TestIssuer start(URI redirect) {
        var issuer = new TestIssuer(redirect);
        issuer.open();
        return issuer;
    }

    /** A port that nobody listens on now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    RSAKey key() {
        return key;
    }

    /** From now on it signs with another key, and shows only that. */
    void rotate() {
        key = newKey();
    }

    /** From now on ID tokens are what this makes of them. */
    void bend(UnaryOperator<String> tokens) {
        bend = tokens;
    }

    /** From now on ID tokens have other claims, rightly signed. */
    void bendClaims(Consumer<JWTClaimsSet.Builder> claims) {
        bend(token -> {
            try {
                var builder = new JWTClaimsSet.Builder(SignedJWT.parse(token).getJWTClaimsSet());
                claims.accept(builder);
                return signed(builder.build(), key);
            } catch (ParseException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    static String signed(JWTClaimsSet claims, RSAKey key) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void open() {
        try {
            var spring = new GenericWebApplicationContext();
            new AnnotatedBeanDefinitionReader(spring).register(Rules.class);
            spring.registerBean(
                    RegisteredClientRepository.class, () -> new InMemoryRegisteredClientRepository(client()));
            spring.registerBean(
                    AuthorizationServerSettings.class,
                    () -> AuthorizationServerSettings.builder().issuer(url()).build());
            spring.registerBean("keys", JWKSource.class, this::keys);
            tomcat.setBaseDir(Files.createTempDirectory("issuer").toString());
            tomcat.setPort(port);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            var context = tomcat.addContext("", null);
            spring.setServletContext(context.getServletContext());
            spring.refresh();
            filter(context, "bending", new Bending());
            filter(context, "safe", new DelegatingFilterProxy("springSecurityFilterChain", spring));
            Tomcat.addServlet(context, "pages", new DispatcherServlet(spring));
            context.addServletMappingDecoded("/", "pages");
            tomcat.start();
        } catch (IOException | LifecycleException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private JWKSource<SecurityContext> keys() {
        return (selector, context) -> selector.select(new JWKSet(key));
    }

    private static void filter(Context context, String name, Filter filter) {
        var definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        context.addFilterDef(definition);
        var map = new FilterMap();
        map.setFilterName(name);
        map.addURLPattern("/*");
        context.addFilterMap(map);
    }

    private RegisteredClient client() {
        return RegisteredClient.withId("1")
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(redirect.toString())
                .scopes(scopes -> scopes.addAll(List.of("openid", "profile")))
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    /** Bends the token in the token endpoint's answer. */
    private final class Bending extends HttpFilter {
        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (!request.getRequestURI().equals("/oauth2/token")) {
                chain.doFilter(request, response);
                return;
            }
            var kept = new ContentCachingResponseWrapper(response);
            chain.doFilter(request, kept);
            var answer = new JsonObject(new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8));
            if (answer.containsKey("id_token")) {
                answer.put("id_token", bend.apply(answer.getString("id_token")));
            }
            kept.resetBuffer();
            kept.getOutputStream().write(answer.encode().getBytes(StandardCharsets.UTF_8));
            kept.copyBodyToResponse();
        }
    }

    /** What Spring wants to know. */
    @EnableWebSecurity
    @Configuration
    static class Rules {
        @Bean
        @Order(1)
        SecurityFilterChain protocol(HttpSecurity http) throws Exception {
            var server = OAuth2AuthorizationServerConfigurer.authorizationServer();
            return http.securityMatcher(server.getEndpointsMatcher())
                    .with(server, one -> one.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .exceptionHandling(
                            all -> all.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain people(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        UserDetailsService users() {
            var users = new InMemoryUserDetailsManager();
            for (var name : List.of("asta", "bo", "cia", "dag", "eva", "finn", "gun", "hal")) {
                users.createUser(User.withUsername(name)
                        .password("{noop}" + name)
                        .roles("USER")
                        .build());
            }
            return users;
        }
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
