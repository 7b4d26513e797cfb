using System.Diagnostics.CodeAnalysis;
using ZkRollup.Crypto.Fields;
using ZkRollup.Protocol.Ids;
using ZkRollup.Protocol.State;
using ZkRollup.Protocol.Units;
using ZkRollup.Sequencer.Engine.Snapshots;

namespace ZkRollup.Sequencer.Engine;

/// <summary>Snapshots: all that later behaviour depends on.</summary>
public sealed partial class ExchangeEngine
{
    /// <summary>Writes a snapshot.</summary>
    /// <param name="stream">Receives it.</param>
    /// <remarks>Computes the state root, which is part of it. Between two commands only.</remarks>
    public void WriteSnapshot(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SnapshotWriter writer = new(stream);
        writer.Write(_time);
        writer.Write(_sequence);
        writer.Write(_queueIndex);
        writer.Write(_books.Used);
        writer.Write(_books.Freed.Length);
        foreach (int leaf in _books.Freed)
        {
            writer.Write(leaf);
        }

        writer.Write(_state.SessionCount);
        for (int place = 1; place <= _state.SessionCount; place++)
        {
            writer.Write(_state.Sessions[place].Address);
        }

        writer.Write(_state.CountRecords(_books.Used));
        foreach (uint address in _state.Addresses(_books.Used))
        {
            writer.Write(address, _state.Pack(address));
        }

        writer.Write(ComputeStateRoot());
        writer.Finish();
    }

    /// <summary>Makes an engine of a snapshot.</summary>
    /// <param name="stream">The snapshot; read to its end.</param>
    /// <param name="limits">How much the engine can hold; other limits than before will do if the state fits.</param>
    /// <param name="engine">An engine that goes on as the one that wrote it; its log is empty.</param>
    /// <returns>Valid, or what is wrong with the snapshot.</returns>
    public static SnapshotResult TryRestore(Stream stream, EngineLimits limits, [NotNullWhen(true)] out ExchangeEngine? engine)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        engine = null;
        SnapshotReader reader = new(stream);
        if (!reader.IsValid)
        {
            return reader.Result;
        }

        ExchangeEngine restored = new(limits);
        restored.Restore(reader);
        if (reader.IsValid)
        {
            engine = restored;
        }

        return reader.Result;
    }

    private void Restore(SnapshotReader reader)
    {
        _time = reader.ReadInt64(Timestamp.MaxValue);
        _sequence = reader.ReadInt64(SequenceNumber.MaxValue);
        _queueIndex = reader.ReadInt64(QueueIndex.MaxValue);
        int used = reader.ReadInt32(_limits.Orders, SnapshotResult.LimitsTooSmall);
        int[] freed = new int[reader.ReadInt32(used)];
        for (int i = 0; i < freed.Length && reader.IsValid; i++)
        {
            freed[i] = reader.ReadInt32(used);
        }

        RestoreSessions(reader);
        RestoreRecords(reader, used);
        if (reader.IsValid && !_state.ArePositionsValid())
        {
            reader.Fail(SnapshotResult.RecordInvalid);
        }

        if (reader.IsValid && !_books.TryRebuild(used, freed))
        {
            reader.Fail(SnapshotResult.BooksInvalid);
        }

        _holders.Rebuild(_state);
        Fr root = reader.ReadElement();
        reader.Finish();
        if (reader.IsValid && root != ComputeStateRoot())
        {
            reader.Fail(SnapshotResult.RootDiffers);
        }
    }

    /// <summary>Gives the slots of accounts the places in the pool that they had.</summary>
    private void RestoreSessions(SnapshotReader reader)
    {
        int sessions = reader.ReadInt32(_limits.Sessions, SnapshotResult.LimitsTooSmall);
        for (int i = 0; i < sessions && reader.IsValid; i++)
        {
            uint address = reader.ReadUInt32();
            if (!_state.TryTakeSession(address))
            {
                reader.Fail(address >> 30 == 0 ? SnapshotResult.LimitsTooSmall : SnapshotResult.NumberInvalid);
            }
        }
    }

    private void RestoreRecords(SnapshotReader reader, int used)
    {
        int records = reader.ReadInt32(int.MaxValue);
        long last = -1;
        for (int i = 0; i < records && reader.IsValid; i++)
        {
            uint address = reader.ReadUInt32();
            Record record = reader.ReadRecord();
            if (!reader.IsValid)
            {
                return;
            }

            bool isUsedLeaf = new RecordAddress(address).Subtree != Subtree.Orders || (address & ((1U << 30) - 1)) <= (uint)used;
            if (address <= last || !isUsedLeaf)
            {
                reader.Fail(SnapshotResult.RecordInvalid);
            }
            else if (!_state.TryUnpack(address, record))
            {
                reader.Fail(_state.IsBeyondLimits(address) ? SnapshotResult.LimitsTooSmall : SnapshotResult.RecordInvalid);
            }

            last = address;
        }
    }
}
