using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Transactions;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.State;

namespace ZkRollup.Sequencer.Engine.Log;

/// <summary>Reads a <see cref="TransitionLog"/> from its beginning: transitions, and in each of them what its slots touched.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "A cursor is not compared.")]
public ref struct TransitionReader
{
    private readonly ReadOnlySpan<ulong> _words;
    private int _end;
    private int _next;
    private int _body;

    /// <summary>Begins with the first transition.</summary>
    public TransitionReader(TransitionLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        _words = log.Words;
        Header = default;
        Access = default;
    }

    /// <summary>The transition read last.</summary>
    public TransitionHeader Header { get; private set; }

    /// <summary>The access read last.</summary>
    public RecordChange Access { get; private set; }

    /// <summary>Goes to the next transition.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryReadTransition()
    {
        if (_end == _words.Length)
        {
            return false;
        }

        ReadOnlySpan<ulong> words = _words[_end..];
        TransactionKind kind = (TransactionKind)(words[0] & byte.MaxValue);
        long queueIndex = (long)words[3] - 1;
        Header = new TransitionHeader(
            kind,
            new SequenceNumber((long)words[1]),
            new Timestamp((long)words[2]),
            queueIndex < 0 ? null : new QueueIndex(queueIndex),
            new QueueOutcome((OutcomeCode)(words[4] & byte.MaxValue), (long)(words[4] >> 8)));
        _body = _end + TransitionLog.HeaderWords;
        _next = _body + TransitionLog.WordsOf(kind);
        _end += (int)(words[0] >> 32);
        return true;
    }

    /// <summary>The transaction or queue operation of the transition.</summary>
    /// <typeparam name="T">Its type, as the header's kind says.</typeparam>
    /// <exception cref="ArgumentException">The kind is another.</exception>
    public readonly T ReadTransaction<T>()
        where T : unmanaged
    {
        if (TransitionLog.KindOf<T>() != Header.Kind)
        {
            throw new ArgumentException($"The transition is a {Header.Kind}, not a {typeof(T).Name}.");
        }

        return MemoryMarshal.Read<T>(MemoryMarshal.AsBytes(_words[_body..]));
    }

    /// <summary>Goes to the next access of the transition.</summary>
    /// <returns>False if there is none; then the next transition follows.</returns>
    public bool TryReadAccess()
    {
        if (_next == _end)
        {
            return false;
        }

        ulong word = _words[_next++];
        ulong mark = word >> 32 << 32;
        RecordAddress address = new(unchecked((uint)word));
        if (mark == TransitionLog.SlotEndMark)
        {
            Access = new RecordChange(AccessKind.SlotEnd, default, default);
        }
        else if (mark == TransitionLog.ReadMark)
        {
            Access = new RecordChange(AccessKind.Read, address, default);
        }
        else
        {
            bool hasKey = mark == TransitionLog.KeyedWriteMark;
            Access = new RecordChange(hasKey ? AccessKind.WriteWithKey : AccessKind.Write, address, ReadRecord(hasKey));
        }

        return true;
    }

    private Record ReadRecord(bool hasKey)
    {
        ReadOnlySpan<ulong> f = _words.Slice(_next, StateStore.FieldCount);
        _next += StateStore.FieldCount;
        Fr x = default;
        Fr y = default;
        if (hasKey)
        {
            x = ReadElement();
            y = ReadElement();
        }

        return new Record(x, y, f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10]);
    }

    private Fr ReadElement()
    {
        ReadOnlySpan<ulong> limbs = _words.Slice(_next, TransitionLog.KeyWords / 2);
        _next += TransitionLog.KeyWords / 2;
        Invariant.Require(Fr.TryFromCanonicalLimbs(limbs, out Fr element), "the log holds canonical elements", _next);
        return element;
    }
}
