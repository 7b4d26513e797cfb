using ZkRollup.Protocol.State;

namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>The records of the state; a record that does not exist is all zero.</summary>
public interface IRecordSource
{
    /// <summary>The record at an address.</summary>
    Record Read(RecordAddress address);
}
