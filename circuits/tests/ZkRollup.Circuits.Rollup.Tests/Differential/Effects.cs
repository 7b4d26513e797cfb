using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using ZkRollup.Sequencer.Engine.Log;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>What a transition of the log did with records.</summary>
/// <param name="Touched">Slot by slot, in the order of first access.</param>
/// <param name="Written">Each record that was written, as it was at the end.</param>
internal sealed record Effects(
    IReadOnlyList<IReadOnlyList<RecordAddress>> Touched, IReadOnlyDictionary<RecordAddress, Record> Written)
{
    /// <summary>Reads the accesses of the transition that a reader is at.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="before">The records before: the log leaves out keys that stay.</param>
    internal static Effects Read(ref TransitionReader reader, IRecordSource before)
    {
        List<IReadOnlyList<RecordAddress>> slots = [];
        List<RecordAddress> slot = [];
        Dictionary<RecordAddress, Record> written = [];
        while (reader.TryReadAccess())
        {
            RecordChange access = reader.Access;
            if (access.Kind == AccessKind.SlotEnd)
            {
                slots.Add(slot);
                slot = [];
                continue;
            }

            slot.Add(access.Address);
            if (access.Kind == AccessKind.WriteWithKey)
            {
                written[access.Address] = access.Record;
            }
            else if (access.Kind == AccessKind.Write)
            {
                Record old = written.TryGetValue(access.Address, out Record known) ? known : before.Read(access.Address);
                written[access.Address] = access.Record with { X = old.X, Y = old.Y };
            }
        }

        return new(slots, written);
    }
}
