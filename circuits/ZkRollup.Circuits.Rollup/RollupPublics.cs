using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.State;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup;

/// <summary>The public scalars of a batch: the words of docs/protocol.md, 13, before its lists, and the domain of its messages.</summary>
public sealed class RollupPublics
{
    /// <summary>How many there are.</summary>
    public const int Count = 19;

    /// <summary>Declares them; there must be no others before.</summary>
    public RollupPublics(CircuitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OldRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        NewRoots = [.. Enumerable.Range(0, NodeBus.Subtrees).Select(_ => builder.AddPublicScalar())];
        BatchNumber = builder.AddPublicScalar();
        FirstTime = builder.AddPublicScalar();
        LastTime = builder.AddPublicScalar();
        FirstSequence = builder.AddPublicScalar();
        LastSequence = builder.AddPublicScalar();
        LogRoot = builder.AddPublicScalar();
        FirstQueueIndex = builder.AddPublicScalar();
        QueueCount = builder.AddPublicScalar();
        WithdrawalCount = builder.AddPublicScalar();
        PublishedCount = builder.AddPublicScalar();
        Domain = builder.AddPublicScalar();
    }

    /// <summary>Roots of the subtrees before.</summary>
    public IReadOnlyList<Expression> OldRoots { get; }

    /// <summary>And after.</summary>
    public IReadOnlyList<Expression> NewRoots { get; }

    /// <summary>Bound by the statement alone: nothing in the circuit depends on it.</summary>
    public Expression BatchNumber { get; }

    /// <summary>Not above the time of the first transaction.</summary>
    public Expression FirstTime { get; }

    /// <summary>Time of the last transaction.</summary>
    public Expression LastTime { get; }

    /// <summary>Of the first transaction.</summary>
    public Expression FirstSequence { get; }

    /// <summary>Of the last one.</summary>
    public Expression LastSequence { get; }

    /// <summary>Root of the log tree.</summary>
    public Expression LogRoot { get; }

    /// <summary>Of the first operation consumed, or the next one if none is.</summary>
    public Expression FirstQueueIndex { get; }

    /// <summary>Operations consumed.</summary>
    public Expression QueueCount { get; }

    /// <summary>Withdrawals.</summary>
    public Expression WithdrawalCount { get; }

    /// <summary>Published records; the verifier makes a column of as many ones from it.</summary>
    public Expression PublishedCount { get; }

    /// <summary>Chain id and contract as signed messages begin with them.</summary>
    public Expression Domain { get; }

    /// <summary>Their values.</summary>
    /// <param name="header">The header of the public data.</param>
    /// <param name="operations">Queue operations consumed.</param>
    /// <param name="withdrawals">Withdrawals.</param>
    /// <param name="records">Published records.</param>
    /// <param name="domain">Chain id and contract.</param>
    public static IReadOnlyList<Fr> ComputeScalars(in BatchHeader header, int operations, int withdrawals, int records, in Fr domain) =>
    [
        .. RootsOf(header.Before),
        .. RootsOf(header.After),
        Fr.FromInt64(header.Number.Value),
        Fr.FromInt64(header.FirstTime.Value),
        Fr.FromInt64(header.LastTime.Value),
        Fr.FromInt64(header.FirstSequence.Value),
        Fr.FromInt64(header.LastSequence.Value),
        header.LogRoot,
        Fr.FromInt64(header.FirstQueueIndex.Value),
        Fr.FromInt64(operations),
        Fr.FromInt64(withdrawals),
        Fr.FromInt64(records),
        domain,
    ];

    private static Fr[] RootsOf(in SubtreeRoots roots) => [roots.Accounts, roots.Orders, roots.Instruments, roots.System];
}
