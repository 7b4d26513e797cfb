using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine.Log;

/// <summary>What the engine did, for whoever makes witnesses: accepted transactions and, slot by slot, the records touched.</summary>
/// <remarks>
/// A buffer of fixed size that the engine appends to. Its owner reads it with a <see cref="TransitionReader"/> and clears it, or hands the
/// engine another one and reads this at leisure; while less than the longest transition would fit, the engine answers Overloaded.
/// Only new fields are kept: what a record was is what the access before it left.
/// </remarks>
public sealed class TransitionLog
{
    /// <summary>Words that the longest transition takes: 65 slots with all accesses written.</summary>
    public const int TransitionWordsMax = 1 << 16;

    /// <summary>Smallest capacity.</summary>
    public const int CapacityMin = 2 * TransitionWordsMax;

    /// <summary>Words before the transaction: kind and length, sequence, time, queue index + 1, outcome.</summary>
    internal const int HeaderWords = 5;

    internal const ulong ReadMark = 1UL << 32;
    internal const ulong WriteMark = 2UL << 32;
    internal const ulong KeyedWriteMark = 3UL << 32;
    internal const ulong SlotEndMark = 4UL << 32;

    /// <summary>Words of a key of two elements.</summary>
    internal const int KeyWords = 8;

    private readonly ulong[] _words;
    private int _begin;

    /// <summary>An empty log.</summary>
    /// <param name="capacity">Words of 8 bytes.</param>
    public TransitionLog(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, CapacityMin);
        _words = new ulong[capacity];
    }

    /// <summary>Words used.</summary>
    public int Count { get; private set; }

    /// <summary>The words.</summary>
    internal ReadOnlySpan<ulong> Words => _words.AsSpan(0, Count);

    /// <summary>True if any transition would fit.</summary>
    internal bool HasRoom => _words.Length - Count >= TransitionWordsMax;

    /// <summary>Forgets everything.</summary>
    public void Clear() => Count = 0;

    /// <summary>Begins a transition.</summary>
    internal void Begin<T>(TransactionKind kind, long sequence, long time, long queueIndex, in T transaction)
        where T : unmanaged
    {
        _begin = Count;
        Span<ulong> words = _words.AsSpan(Count);
        words[0] = (ulong)kind;
        words[1] = (ulong)sequence;
        words[2] = (ulong)time;
        words[3] = (ulong)(queueIndex + 1);
        words[4] = 0;
        MemoryMarshal.Write(MemoryMarshal.AsBytes(words[HeaderWords..]), transaction);
        Count += HeaderWords + WordsOf<T>();
    }

    /// <summary>Appends what a slot touched.</summary>
    /// <param name="store">The state after the slot.</param>
    /// <param name="withKeys">Whether whole elements may have changed.</param>
    internal void EndSlot(StateStore store, bool withKeys)
    {
        Span<ulong> words = _words.AsSpan(Count);
        int used = 0;
        foreach (ulong access in store.Touched)
        {
            uint address = unchecked((uint)access);
            if (access >> 32 == 0)
            {
                words[used++] = ReadMark | address;
                continue;
            }

            words[used] = (withKeys ? KeyedWriteMark : WriteMark) | address;
            store.PackFields(address, words.Slice(used + 1, StateStore.FieldCount));
            used += 1 + StateStore.FieldCount;
            if (withKeys)
            {
                WriteKey(store, address, words.Slice(used, KeyWords));
                used += KeyWords;
            }
        }

        words[used++] = SlotEndMark;
        Count += used;
    }

    /// <summary>Ends the transition.</summary>
    internal void End(QueueOutcome outcome)
    {
        int length = Count - _begin;
        Invariant.Require(length <= TransitionWordsMax, "a transition is not longer than the most it can be", length);
        _words[_begin] |= (ulong)length << 32;
        _words[_begin + 4] = (ulong)outcome.Code | ((ulong)outcome.Value << 8);
    }

    /// <summary>Words that a transaction takes.</summary>
    internal static int WordsOf<T>()
        where T : unmanaged => (Unsafe.SizeOf<T>() + 7) / 8;

    /// <summary>Words that a transaction of a kind takes.</summary>
    internal static int WordsOf(TransactionKind kind) => kind switch
    {
        TransactionKind.Deposit => WordsOf<Deposit>(),
        TransactionKind.ChangeMasterKey => WordsOf<ChangeMasterKey>(),
        TransactionKind.ForcedCancelAll => WordsOf<ForcedCancelAll>(),
        TransactionKind.ForcedWithdraw => WordsOf<ForcedWithdraw>(),
        TransactionKind.ForcedClose => WordsOf<ForcedClose>(),
        TransactionKind.ListInstrument => WordsOf<ListInstrument>(),
        TransactionKind.SetParameters => WordsOf<SetParameters>(),
        TransactionKind.SetOracleKey => WordsOf<SetOracleKey>(),
        TransactionKind.OpenSession => WordsOf<OpenSession>(),
        TransactionKind.RevokeSession => WordsOf<RevokeSession>(),
        TransactionKind.PlaceOrder => WordsOf<PlaceOrder>(),
        TransactionKind.CancelOrder => WordsOf<CancelOrder>(),
        TransactionKind.CancelAll => WordsOf<CancelAll>(),
        TransactionKind.Withdraw => WordsOf<Withdraw>(),
        TransactionKind.OracleUpdate => WordsOf<OracleUpdate>(),
        TransactionKind.RiskUpdate => WordsOf<RiskUpdate>(),
        TransactionKind.UpdateMark => WordsOf<UpdateMark>(),
        TransactionKind.RemoveOrder => WordsOf<RemoveOrder>(),
        TransactionKind.Liquidate => WordsOf<Liquidate>(),
        TransactionKind.Deleverage => WordsOf<Deleverage>(),
        TransactionKind.SettleExpiry => WordsOf<SettleExpiry>(),
        TransactionKind.CollectFees => WordsOf<CollectFees>(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A transaction."),
    };

    /// <summary>The kind of a transaction: types are named as kinds are.</summary>
    internal static TransactionKind KindOf<T>()
        where T : unmanaged => Enum.Parse<TransactionKind>(typeof(T).Name);

    private static void WriteKey(StateStore store, uint address, Span<ulong> words)
    {
        store.PackKey(address, out Fr x, out Fr y);
        x.WriteCanonicalLimbs(words);
        y.WriteCanonicalLimbs(words[(KeyWords / 2)..]);
    }
}
