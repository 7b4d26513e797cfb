namespace ZkRollup.Circuits.Rollup.Machine;

/// <summary>A packed field of a class of records (docs/protocol.md, 3.3).</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="Index">Its place in the record: a0 … a4 are 2 … 6, b0 … b5 are 7 … 12.</param>
/// <param name="Low">The least value of a live record.</param>
/// <param name="High">The greatest value.</param>
/// <param name="Bias">What is added to a signed value; 0 if it is not signed.</param>
internal sealed record RecordField(string Name, int Index, long Low, long High, long Bias = 0);
