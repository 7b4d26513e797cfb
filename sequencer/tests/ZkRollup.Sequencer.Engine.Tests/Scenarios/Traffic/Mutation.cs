using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

/// <summary>Makes a plausible command a hostile one: a field at a boundary, a foreign value, another key, another time.</summary>
internal sealed class Mutation(TrafficWorld world)
{
    /// <summary>Accounts are made below this number.</summary>
    internal const int AccountsMax = 1_024;

    private SeededGenerator Random => world.Random;

    /// <summary>The command with one thing changed, sometimes two.</summary>
    internal Command Of(Command command)
    {
        Command changed = Once(command);
        return Random.Percent(15) ? Once(changed) : changed;
    }

    /// <summary>A command that was accepted before, as it was or at this time.</summary>
    internal Command? Replay()
    {
        Command? command = world.AnyAccepted();
        return command is null || Random.Percent(30) ? command : command.At(world.Now);
    }

    private Command Once(Command command) => Random.Below(12) switch
    {
        0 => command.At(Math.Max(0, world.Now - Random.Between(1, 400))),
        1 when CommandSchema.IsQueueOperation(command.Kind) => command with { QueueOffset = Random.Between(-1, 1) },
        1 or 2 => command with { Key = AnyKey() },
        3 => Foreign(command),
        4 when CommandSchema.Has(command.Kind, "deadline") => command.With("deadline", world.Now - Random.Below(2)),
        _ => AtBoundary(command),
    };

    private int AnyKey() => (int)(Random.Below(3) switch
    {
        0 => 0,
        1 => world.MasterKey(world.AnyAccount()),
        _ => world.SessionKey(world.AnyAccount(), Random.Below(16)),
    });

    /// <summary>Accounts beyond what an engine was made for would be answered with Overloaded, which the reference does not know.</summary>
    private static Command WithinLimits(Command command) =>
        command.Kind == TransactionKind.Deposit && command["account"] >= AccountsMax ? command.With("account", AccountsMax - 1) : command;

    private Command AtBoundary(Command command)
    {
        FieldSpec[] schema = CommandSchema.Of(command.Kind);
        FieldSpec field = Random.Pick(schema);
        long value = command[field.Name];
        long boundary = Random.Below(8) switch
        {
            0 => field.Min,
            1 => field.Max,
            2 => field.Max - 1,
            3 => field.Min + 1,
            4 => value - 1,
            5 => value + 1,
            6 => Random.Between(Math.Max(field.Min, 0), field.Max),
            _ => 0,
        };
        return WithinLimits(command.With(field.Name, Math.Clamp(boundary, field.Min, field.Max)));
    }

    /// <summary>Another account, instrument, slot or owner than the rest of the command is made for.</summary>
    private Command Foreign(Command command)
    {
        string name = Random.Pick(["account", "instrument", "slot", "owner", "counterparty", "serial", "signer"]);
        if (!CommandSchema.Has(command.Kind, name))
        {
            return command with { Key = AnyKey() };
        }

        return command.With(name, name switch
        {
            "account" or "counterparty" => Random.Percent(20) ? Random.Below(3) : world.AnyAccount(),
            "instrument" => Random.Percent(20) ? Random.Below(4_096) : world.AnyInstrument(),
            "owner" => world.OwnerOf(world.AnyAccount()),
            "serial" => Random.Below(6),
            "signer" => Random.Below(8),
            _ => Random.Below(16),
        });
    }
}
