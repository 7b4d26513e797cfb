using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Protocol.Encoding;

/// <summary>An encoding of transactions: what becomes of each field that a transaction shows.</summary>
/// <remarks>
/// A visitor either writes the value that it is given and returns it, or ignores it and returns one that it has read. One that reads keeps
/// its first error, returns anything within the field's range from then on, and is asked for the error at the end.
/// </remarks>
public interface IFieldVisitor
{
    /// <summary>An integer, a choice or a flag.</summary>
    ulong Integer(in IntegerField field, ulong value);

    /// <summary>A whole lane.</summary>
    Fr Element(in ElementField field, in Fr value);

    /// <summary>An L1 address; it has a lane of its own.</summary>
    /// <param name="name">What the field is called.</param>
    /// <param name="lane">Its lane.</param>
    /// <param name="value">The address.</param>
    EthereumAddress Address(string name, int lane, EthereumAddress value);
}
