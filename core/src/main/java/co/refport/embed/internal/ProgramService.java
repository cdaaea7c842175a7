package co.refport.embed.internal;

import co.refport.embed.Programs;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.ProgramRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Creates programs and changes them. */
record ProgramService(Operations operations, TokenStates states, InstantSource clock, RandomIds ids)
    implements Programs {

  @Override
  public Optional<ProgramRecord> create(String organizationId, List<String> origins) {
    Operations.requireOrganizationId(organizationId);
    ProgramRecord program =
        new ProgramRecord(ids.next("prg_"), organizationId, origins, true, now());
    return operations.run(
        store -> {
          // asked first, because databases log what their indexes refuse; races are for these
          if (store.findPrograms(organizationId).stream().anyMatch(ProgramRecord::active)
              || !store.insertProgram(program)) {
            return Optional.empty();
          }
          operations.tell(new EmbedEvent.ProgramCreated(organizationId, program.id()));
          return Optional.of(program);
        });
  }

  /** As exactly as every store keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public List<ProgramRecord> list(String organizationId) {
    return operations.run(store -> store.findPrograms(organizationId));
  }

  @Override
  public boolean setActive(String organizationId, String programId, boolean active) {
    return operations.change(
        states::clear,
        store -> store.setProgramActive(organizationId, programId, active),
        new EmbedEvent.ProgramActiveSet(organizationId, programId, active));
  }

  @Override
  public boolean setOrigins(String organizationId, String programId, List<String> origins) {
    List<String> checked = ProgramRecord.requireOrigins(origins);
    return operations.change(
        states::clear,
        store -> store.setOrigins(organizationId, programId, checked),
        new EmbedEvent.OriginsSet(organizationId, programId, checked));
  }
}
