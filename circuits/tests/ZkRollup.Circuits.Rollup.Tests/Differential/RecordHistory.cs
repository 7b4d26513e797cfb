using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Protocol.State;
using Record = ZkRollup.Protocol.State.Record;

namespace ZkRollup.Circuits.Rollup.Tests.Differential;

/// <summary>The records of a state, now and as they were at any version before.</summary>
internal sealed class RecordHistory : IRecordSource
{
    private readonly Dictionary<RecordAddress, List<(int Version, Record Record)>> _records = [];

    /// <summary>The current version; writes belong to it.</summary>
    internal int Version { get; private set; }

    /// <inheritdoc/>
    public Record Read(RecordAddress address) => Read(address, Version);

    /// <summary>Begins the next version.</summary>
    internal void Advance() => Version++;

    internal void Write(RecordAddress address, in Record record)
    {
        if (!_records.TryGetValue(address, out List<(int Version, Record Record)>? versions))
        {
            _records.Add(address, versions = []);
        }

        if (versions.Count > 0 && versions[^1].Version == Version)
        {
            versions[^1] = (Version, record);
        }
        else
        {
            versions.Add((Version, record));
        }
    }

    /// <summary>The state at the end of a version. Others may read at the same time as long as nobody writes.</summary>
    internal IRecordSource At(int version) => new View(this, version);

    private Record Read(RecordAddress address, int version)
    {
        if (_records.TryGetValue(address, out List<(int Version, Record Record)>? versions))
        {
            for (int i = versions.Count - 1; i >= 0; i--)
            {
                if (versions[i].Version <= version)
                {
                    return versions[i].Record;
                }
            }
        }

        return default;
    }

    private sealed class View(RecordHistory history, int version) : IRecordSource
    {
        public Record Read(RecordAddress address) => history.Read(address, version);
    }
}
