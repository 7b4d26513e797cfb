namespace ZkRollup.Protocol.Encoding;

/// <summary>A field that is a whole lane.</summary>
/// <param name="Name">What it is called, in camel case.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="IsPacked">True if it holds packed fields, so that it is below 2^252; else it is any element of Fr.</param>
public readonly record struct ElementField(string Name, int Lane, bool IsPacked = false);
