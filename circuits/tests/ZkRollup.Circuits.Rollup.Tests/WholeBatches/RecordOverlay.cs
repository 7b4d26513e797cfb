using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>Records with changes over them.</summary>
internal sealed class RecordOverlay(IRecordSource before) : IRecordSource
{
    private readonly Dictionary<RecordAddress, Record> _changed = [];

    public Record Read(RecordAddress address) => _changed.TryGetValue(address, out Record record) ? record : before.Read(address);

    internal void Write(RecordAddress address, Record record) => _changed[address] = record;
}
