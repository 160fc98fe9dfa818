// Package protobuf has the official decoder of protobuf as a rival in AliasingDecode.
package protobuf
