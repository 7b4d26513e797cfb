using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Sequencer.Engine.Tests.Operation;

/// <summary>Seeded traffic through one engine.</summary>
internal sealed class EngineStream
{
    private readonly TrafficGenerator _generator;

    internal EngineStream(ulong seed, TrafficProfile profile, EngineLimits limits)
    {
        Engine = new ExchangeEngine(limits);
        _generator = new TrafficGenerator(new StateView(address => Engine.GetRecord(address)), seed, profile);
    }

    /// <summary>Limits that the traffic fits into.</summary>
    internal static EngineLimits Limits { get; } = new()
    {
        Accounts = 1 << 10,
        Instruments = 1 << 12,
        Orders = 1 << 13,
        Sessions = 1 << 12,
        LogWords = 1 << 18,
    };

    internal ExchangeEngine Engine { get; set; }

    internal EventBuffer Events { get; } = new();

    /// <summary>Makes the next command and applies it.</summary>
    internal (Command Command, CommandResult Result) Step()
    {
        Command command = _generator.Next();
        CommandResult result = CommandRunner.Run(Engine, command, Events);
        _generator.Observe(command, result, Events.Events);
        return (command, result);
    }

    /// <summary>Applies so many commands and returns them.</summary>
    internal Command[] Run(int commands)
    {
        Command[] result = new Command[commands];
        for (int i = 0; i < commands; i++)
        {
            Engine.Log?.Clear();
            result[i] = Step().Command;
        }

        return result;
    }
}
