using System.Globalization;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine;
using ZkRollup.Sequencer.Engine.Log;
using ZkRollup.Sequencer.Engine.Tests.Scenarios;
using ZkRollup.Sequencer.Engine.Tests.Scenarios.Traffic;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>Seeded traffic through an engine and through the step programs.</summary>
internal sealed class WitnessStream
{
    private readonly ulong _seed;
    private readonly TrafficProfile _profile;
    private readonly ExchangeEngine _engine;
    private readonly TrafficGenerator _generator;
    private readonly EventBuffer _events = new();

    internal WitnessStream(ulong seed, TrafficProfile profile, Func<TransactionKind, bool>? isWanted = null)
    {
        _seed = seed;
        _profile = profile;
        _engine = new ExchangeEngine(Limits);
        _generator = new TrafficGenerator(new StateView(_engine.GetRecord), seed, profile);
        Follower = new(isWanted);
    }

    /// <summary>Limits that the traffic fits into.</summary>
    internal static EngineLimits Limits { get; } = new()
    {
        Accounts = 1 << 10,
        Instruments = 1 << 12,
        Orders = 1 << 13,
        Sessions = 1 << 12,
        LogWords = TransitionLog.CapacityMin,
    };

    internal WitnessFollower Follower { get; }

    /// <summary>What was reached.</summary>
    internal Coverage Coverage { get; } = new();

    /// <summary>Makes so many commands, applies them and follows those that are accepted.</summary>
    /// <param name="commands">How many.</param>
    /// <param name="report">Receives all differences, each with the seed and the command.</param>
    internal void Run(int commands, StreamReport report)
    {
        for (int i = 0; i < commands; i++)
        {
            Command command = _generator.Next();
            CommandResult result = CommandRunner.Run(_engine, command, _events);
            _generator.Observe(command, result, _events.Events);
            Coverage.Count(command, result, _events.Events);
            string where = string.Create(CultureInfo.InvariantCulture, $"seed {_seed}, {_profile.Name}, command {i}: {command}");
            Follower.OnDifference = difference => report.Add(where, difference);
            Follower.Follow(_engine.Log!);
        }
    }
}
