namespace ZkRollup.Protocol.Encoding;

/// <summary>How JSON writes an integer.</summary>
public enum FieldForm
{
    /// <summary>A number: up to 48 bits, which every reader of JSON holds exactly.</summary>
    Number,

    /// <summary>A decimal string: 60 bits and more.</summary>
    Text,

    /// <summary>One of a few names.</summary>
    Name,

    /// <summary>true or false.</summary>
    Boolean,
}
