package co.refport.embed.sample.hosts;

import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs in the server's process: starts Payara Micro with the usual arguments, then reads lines
 * {@code deploy NAME CONTEXT-ROOT FILE} and {@code undeploy NAME}, and says when each is done.
 */
public final class PayaraMicroCommands {

  static final String READY = "host server ready";

  private PayaraMicroCommands() {}

  public static void main(String[] arguments) throws IOException {
    // the server takes System.out over
    PrintStream answers = System.out;
    PayaraMicro.main(arguments);
    PayaraMicroRuntime server = PayaraMicro.getInstance().getRuntime();
    // what is deployed from here is to find its classes as from the server's own threads
    if (Thread.currentThread().getContextClassLoader() == null) {
      Thread.currentThread().setContextClassLoader(PayaraMicroCommands.class.getClassLoader());
    }
    answers.println(READY);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", 4);
      answers.println(words[1] + " " + run(server, words));
    }
    System.exit(0);
  }

  private static String run(PayaraMicroRuntime server, String[] words) {
    if (words[0].equals("deploy")) {
      boolean taken =
          server.deploy(words[1], words[2], new File(words[3]))
              && server.getDeployedApplicationNames().contains(words[1]);
      return taken ? "deployed" : "refused";
    }
    server.undeploy(words[1]);
    return "undeployed";
  }
}
