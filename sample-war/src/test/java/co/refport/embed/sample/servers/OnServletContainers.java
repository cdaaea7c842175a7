package co.refport.embed.sample.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tests over HTTP of an archive in a server that has servlets and no more of Jakarta EE. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag("servlet-container")
public @interface OnServletContainers {}
