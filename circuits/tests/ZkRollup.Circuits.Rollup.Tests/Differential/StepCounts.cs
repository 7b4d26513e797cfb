using System.Globalization;
using System.Text;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>Counts transactions and their steps by kind.</summary>
internal sealed class StepCounts
{
    private readonly SortedDictionary<TransactionKind, Entry> _kinds = [];
    private readonly SortedDictionary<string, long> _programs = new(StringComparer.Ordinal);

    /// <summary>Kinds that were taken over from the engine.</summary>
    internal IReadOnlyCollection<TransactionKind> Missing => [.. _kinds.Where(pair => pair.Value.Missing > 0).Select(pair => pair.Key)];

    /// <summary>How often a program made a step.</summary>
    internal IReadOnlyDictionary<string, long> Programs => _programs;

    internal void Add(TransactionKind kind, IReadOnlyList<StepResult> steps, TimeSpan time)
    {
        Entry entry = Of(kind);
        entry.Transactions++;
        entry.Steps += steps.Count;
        entry.StepsMax = Math.Max(entry.StepsMax, steps.Count);
        entry.Time += time;
        foreach (StepResult step in steps)
        {
            _programs[step.Program.Name] = _programs.GetValueOrDefault(step.Program.Name) + 1;
        }
    }

    internal void AddMissing(TransactionKind kind) => Of(kind).Missing++;

    internal void Add(StepCounts other)
    {
        foreach ((TransactionKind kind, Entry from) in other._kinds)
        {
            Entry entry = Of(kind);
            entry.Transactions += from.Transactions;
            entry.Steps += from.Steps;
            entry.StepsMax = Math.Max(entry.StepsMax, from.StepsMax);
            entry.Time += from.Time;
            entry.Missing += from.Missing;
        }

        foreach ((string program, long count) in other._programs)
        {
            _programs[program] = _programs.GetValueOrDefault(program) + count;
        }
    }

    /// <summary>A line for each kind and each program.</summary>
    public override string ToString()
    {
        StringBuilder text = new("kind: transactions, steps of one on average and at most, µs a step; taken over from the engine\n");
        foreach ((TransactionKind kind, Entry entry) in _kinds)
        {
            double each = (double)entry.Steps / Math.Max(entry.Transactions, 1);
            double time = entry.Time.TotalMicroseconds / Math.Max(entry.Steps, 1);
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{kind,-16} {entry.Transactions,8} {each,7:F2} {entry.StepsMax,4} {time,7:F0} {entry.Missing,8}");
        }

        foreach ((string program, long count) in _programs)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{count,9} {program}");
        }

        return text.ToString();
    }

    private Entry Of(TransactionKind kind)
    {
        if (!_kinds.TryGetValue(kind, out Entry? entry))
        {
            _kinds.Add(kind, entry = new());
        }

        return entry;
    }

    private sealed class Entry
    {
        internal long Transactions { get; set; }

        internal long Steps { get; set; }

        internal int StepsMax { get; set; }

        internal TimeSpan Time { get; set; }

        internal long Missing { get; set; }
    }
}
